"""Derivations: each line against the one before it, in numbers and by the prover."""

from itertools import pairwise

import pytest
from sympy import Rational

from mathcore import proof_formulas
from mathcore.algebra import Fate, Reason
from mathcore.derivations import derive, in_five_lines, power_pattern, power_rule
from mathcore.functions import Function

FORMULAS = [
    "x^2", "5x^2", "3x + 2", "x^3", "x", "7", "x^2/2 - x", "(x + 1)^2", "x^8",
    "1/x", "-2/x", "sqrt(x)", "3sqrt(x)",
]  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
def test_each_line_equals_the_one_before_it(formula):
    derivation = derive(Function.parse(formula))
    at = {derivation.x: Rational(7, 3), derivation.h: Rational(2, 5)}
    before_limit = derivation.lines[:-1]

    for upper, lower in pairwise(before_limit):
        assert upper.expression.evalf(30, subs=at) == pytest.approx(
            lower.expression.evalf(30, subs=at), abs=1e-20
        )
    for each in derivation.equalities:
        assert proof_formulas.identity(each.left, each.right).proved


@pytest.mark.parametrize("formula", FORMULAS)
def test_the_last_line_is_the_derivative(formula):
    f = Function.parse(formula)

    assert (derive(f).derivative - f.derivative().expression).equals(0)


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_term_does_what_its_fate_says(formula):
    for upper, lower in pairwise(derive(Function.parse(formula)).lines[1:]):
        going = {term.key for term in upper.terms if term.fate is not Fate.STAYS}
        staying = {term.key for term in upper.terms} - going
        gone = sum(t.expression for t in upper.terms if t.fate is Fate.CANCELS)

        assert staying <= {term.key for term in lower.terms}
        assert not going & {term.key for term in lower.terms}
        assert gone == 0


def test_the_square_is_told_in_five_lines():
    lines = derive(Function.parse("x^2")).lines

    assert [line.reason for line in lines] == [
        Reason.DEFINITION,
        Reason.EXPAND,
        Reason.CANCEL,
        Reason.DIVIDE,
        Reason.LIMIT,
    ]
    assert [term.fate for term in lines[3].terms] == [Fate.STAYS, Fate.VANISHES]


def test_every_reason_is_needed():
    used = {line.reason for text in FORMULAS for line in derive(Function.parse(text)).lines}

    assert used == set(Reason)


@pytest.mark.parametrize("a", [1, 5, Rational(-1, 3)])
@pytest.mark.parametrize("b", [1, 2, 3, 4])
def test_the_power_rule_stands_every_test(a, b):
    assert power_rule(a, b).holds


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("sin(x)", "algebra alone cannot divide this by h: sin"),
        ("x^9", "degree must be at most 8, got 9"),
        ("pi x", "algebra alone"),
    ],
)
def test_where_algebra_is_not_enough_none_is_pretended(formula, message):
    with pytest.raises(ValueError, match=message):
        derive(Function.parse(formula))


def test_a_power_must_be_one_that_can_be_written_out():
    with pytest.raises(ValueError, match="b must be from 1 to 8, got b=0"):
        power_rule(1, 0)


def test_the_pattern_in_letters_is_the_rule_in_numbers():
    pattern = power_pattern()
    numbers = dict(zip("ab", (5, 3), strict=True))
    put = {s: numbers[s.name] for s in pattern.derivative.free_symbols if s.name in numbers}

    assert pattern.derivative.xreplace(put) == power_rule(5, 3).derivation.derivative
    assert pattern.function.xreplace(put).diff() == pattern.derivative.xreplace(put)


def test_five_lines_lead_from_a_polynomial_to_its_derivative():
    told = in_five_lines(Function.parse("x^3 - 2x"))

    assert str(told.derivative) == "3*x**2 - 2"
    assert len(told.derivation.lines) == 5


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("1/x", "the five lines are those of"),
        ("3x + 2", "the five lines are those of"),
        ("x^3 - 2x + 2", "a line of 10 terms, more than 8 to read"),
    ],
)
def test_what_takes_other_lines_is_refused(formula, message):
    with pytest.raises(ValueError, match=message):
        in_five_lines(Function.parse(formula))


def test_the_letters_of_a_rule_and_of_a_step_stand_for_real_numbers():
    conjecture = power_rule(3, 2)
    letters = power_pattern().function.free_symbols | {conjecture.derivation.h}

    assert all(each.is_real for each in letters | conjecture.conjecture.free_symbols)
