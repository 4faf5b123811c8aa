"""Flat functions and joins, against the limits that define their derivatives."""

import mpmath
import pytest
import sympy as sp

from mathcore import proof
from mathcore.flat import local, quotient, sides
from mathcore.functions import Function
from mathcore.power_series import NoSeriesError

X = sp.Symbol("x", real=True)
BUMP = Function(sp.exp(-1 / X**2), X)


def written(*pieces) -> Function:
    return Function(sp.Piecewise(*pieces), X)


@pytest.mark.parametrize(
    "f",
    [
        BUMP,
        written((sp.exp(-1 / X**2), sp.Ne(X, 0)), (0, True)),
        written((0, sp.Eq(X, 0)), (sp.exp(-1 / X**2), True)),
        written((sp.exp(-1 / X), X > 0), (0, True)),
        written((0, X <= 0), (sp.exp(-1 / X), True)),
    ],
)
def test_every_coefficient_of_a_flat_function_is_zero(f):
    found = sides(f, sp.Integer(0), 12)

    assert found.flat
    assert found.coefficients == (0,) * 13


def test_a_flat_summand_is_not_seen():
    found = sides(Function(sp.cos(X) + sp.exp(-1 / X**2), X), sp.Integer(0), 4)

    assert found.flat
    assert found.coefficients == (1, 0, sp.Rational(-1, 2), 0, sp.Rational(1, 24))


def test_the_derivatives_of_the_flat_function_do_tend_to_zero():
    with mpmath.workdps(60):
        near = [
            mpmath.diff(lambda t: mpmath.exp(-1 / t**2), mpmath.mpf("0.05"), n) for n in range(6)
        ]

    assert all(abs(each) < 1e-140 for each in near)


def test_no_power_is_as_small():
    small = quotient(BUMP, 10, 0.1)

    assert small == pytest.approx(1e10 * float(mpmath.exp(-100)))
    assert proof.close(small, small.meaning).proved
    with pytest.raises(ValueError, match="must differ from the centre"):
        quotient(BUMP, 10, 0.0)


@pytest.mark.parametrize(
    ("f", "agreed"),
    [
        (Function(sp.Abs(X), X), 1),
        (Function(X * sp.Abs(X), X), 2),
        (Function(sp.Abs(X) ** 3, X), 3),
        (Function(sp.Max(X, 0) ** 2, X), 2),
        (Function(sp.Min(X, 0) ** 2, X), 2),
        (Function(X * sp.sign(X) * X, X), 2),
        (written((sp.sin(X), (X > 0) & (X < 2)), (X, (X <= 0) | (X > 5))), 3),
        (Function(sp.sqrt(sp.sin(X) ** 2), X), 1),
    ],
)
def test_a_join_is_smooth_as_far_as_its_sides_agree(f, agreed):
    assert len(sides(f, sp.Integer(0), 6).coefficients) == agreed


def test_away_from_the_join_nothing_is_joined():
    f = Function(sp.Abs(X) + sp.Max(X, 2) + sp.sign(X), X)

    assert sides(f, sp.Integer(-1), 1).coefficients == (2, -1)


@pytest.mark.parametrize("f", [Function(sp.sign(X), X), written((1, X > 0), (0, X < 0))])
def test_a_jump_is_refused(f):
    with pytest.raises(NoSeriesError, match="do not fit together"):
        sides(f, sp.Integer(0), 2)


def test_a_side_without_a_branch_is_refused():
    with pytest.raises(NoSeriesError, match="no real value"):
        sides(written((X, X > 0)), sp.Integer(0), 2)


def test_the_piece_in_force_is_one_formula():
    f = written((sp.Abs(X) * sp.sign(X), X > 0), (X, True))

    assert local(f.expression, X, sp.Integer(0)) == X
    assert local(sp.exp(-1 / X**2) + X, X, sp.Integer(0)) == X
    with pytest.raises(NoSeriesError, match="do not fit together"):
        local(sp.Abs(X), X, sp.Integer(0))


def test_a_power_is_that_of_the_distance_from_the_centre():
    moved = quotient(Function.parse("exp(-1/(x - 1/2)^2)"), 3, 0.75, 0.5)

    assert moved == pytest.approx(64 * float(mpmath.exp(-16)))
    assert proof.close(moved, moved.meaning).proved
