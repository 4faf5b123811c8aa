"""The algebra of the best line: every step has the solution of the step before it."""

from itertools import pairwise

import pytest
from sympy import Matrix, Rational, Symbol, cancel, expand, linsolve, simplify

from mathcore import line_fit, normal_equations, typst
from mathcore.chi_squared import bowl
from mathcore.data import DataSet, seeded
from mathcore.normal_equations import SUMS, XBAR, Reason
from mathcore.trial_line import C, M

DATA = seeded()


def _solved(step):
    (pair,) = linsolve([each.lhs - each.rhs for each in step.equations], M, C)
    return Matrix(pair).applyfunc(cancel)


@pytest.mark.parametrize("steps", [normal_equations.solution(), normal_equations.solve(DATA)])
def test_every_step_has_the_same_solution_as_the_one_before(steps):
    assert tuple(step.reason for step in steps) == tuple(Reason)
    for before, after in pairwise(steps):
        assert _solved(before) == _solved(after)


def test_the_first_step_is_the_gradient_of_chi_squared():
    first = normal_equations.solve(DATA)[0].equations
    quadratic = bowl(DATA).expanded

    assert [each.lhs - each.rhs for each in first] == [
        quadratic.diff(M).expand(),
        quadratic.diff(C).expand(),
    ]


def test_the_last_step_is_the_best_line():
    slope, intercept = (each.rhs for each in normal_equations.solve(DATA)[-1].equations)
    fit = line_fit.fit(DATA)

    assert (slope, intercept) == (fit.slope.meaning.expression, fit.intercept.meaning.expression)


def test_the_centred_forms_are_equal_one_by_one():
    for before, after in pairwise(normal_equations.centred()):
        assert simplify(before - after) == 0


@pytest.mark.parametrize("count", [2, 3])
def test_the_slope_about_the_centre_is_the_slope_of_the_normal_equations(count):
    for identity in normal_equations.centred_identity(count):
        assert cancel(identity.lhs - identity.rhs) == 0


@pytest.mark.parametrize("steps", [normal_equations.solution(), normal_equations.solve(DATA)])
def test_every_equation_is_a_combination_of_those_before_it(steps):
    for before, after in pairwise(steps):
        for identity, equation in zip(
            normal_equations.follows(before, after), after.equations, strict=True
        ):
            assert identity.lhs == equation.lhs - equation.rhs
            assert cancel(identity.lhs - identity.rhs) == 0


def test_the_slopes_of_chi_squared_are_the_first_two_equations():
    first = normal_equations.solution()[0].equations

    for slope, equation in zip(normal_equations.slopes(), first, strict=True):
        assert expand(slope.doit() - equation.lhs) == 0


def test_chi_squared_in_sums_is_the_quadratic_of_the_bowl():
    sums = DATA.sums
    exact = (sums.n, sums.x, sums.y, sums.xx, sums.xy)
    known = {s: Rational(v.numerator, v.denominator) for s, v in zip(SUMS, exact, strict=True)}
    known[Symbol("S_yy", real=True)] = Rational(sums.yy.numerator, sums.yy.denominator)

    assert expand(normal_equations.chi_squared().xreplace(known) - bowl(DATA).expanded) == 0


def test_a_book_writes_the_unknowns_last_and_m_before_c():
    shown = [
        " = ".join(typst.formula(normal_equations.textbook(side)) for side in each.args)
        for step in normal_equations.solution()[:3]
        for each in step.equations
    ]

    assert shown == [
        "2 S_(x x) m + 2 S_x c - 2 S_(x y) = 0",
        "2 S_x m + 2 n c - 2 S_y = 0",
        "S_(x x) m + S_x c = S_(x y)",
        "S_x m + n c = S_y",
        "(n S_(x x) - S_x^2) m = n S_(x y) - S_x S_y",
        "S_x m + n c = S_y",
    ]


def test_the_form_of_a_book_has_the_same_value():
    for step in normal_equations.solution():
        for each in step.equations:
            assert cancel(normal_equations.textbook(each.rhs).doit() - each.rhs) == 0


def test_points_above_one_another_give_one_equation_twice():
    with pytest.raises(ValueError, match="all x are the same"):
        normal_equations.solve(DataSet.read([1, 1], [1, 2]))


def test_one_point_is_not_enough():
    with pytest.raises(ValueError, match="two points or more, got 1"):
        normal_equations.centred_identity(1)


def test_a_book_writes_what_is_known_before_the_unknown_whatever_its_letter():
    """The mean of x comes after m in the alphabet, and before it in print."""
    for unknown in (M, C):
        assert normal_equations.textbook(unknown * XBAR).args == (XBAR, unknown)


def test_the_symbols_of_an_identity_stand_for_real_numbers():
    for identity in normal_equations.centred_identity(2):
        assert all(each.is_real for each in identity.free_symbols)
    assert all(each.is_real for each in normal_equations.chi_squared().free_symbols)
