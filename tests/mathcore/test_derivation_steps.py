"""A derivation read line by line."""

import pytest
import sympy as sp
from sympy import Derivative

from mathcore.as_typed import as_typed
from mathcore.derivation_steps import read
from mathcore.proof_formulas import identity
from mathcore.rules import Rule
from mathcore.typst import formula

x, y = sp.symbols("x y", real=True)
BEAST = as_typed("sin(2x^5 + 3x)/e^(7x)", (x,))


def test_the_beast_is_tamed_by_four_rules_in_one_tree():
    rules = [step.rule for step in read(BEAST, x).steps]

    assert rules == [
        Rule.QUOTIENT,
        Rule.CHAIN,
        Rule.SUM,
        Rule.MULTIPLE,
        Rule.POWER,
        Rule.MULTIPLE,
        Rule.IDENTITY,
        Rule.CHAIN,
        Rule.MULTIPLE,
        Rule.IDENTITY,
    ]


def test_one_rule_a_line_until_no_derivative_is_left():
    lines = read(BEAST, x).lines

    assert [line.has(Derivative) for line in lines] == [True] * (len(lines) - 1) + [False]


def test_the_tamed_beast_is_written_short():
    reading = read(BEAST, x)
    tidied = reading.tidied

    assert formula(tidied.right) == (
        "((10 x^4 + 3) cos(2 x^5 + 3 x) - 7 sin(2 x^5 + 3 x)) e^(-7 x)"
    )
    assert tidied.left == reading.lines[-1]
    assert identity(tidied.left, tidied.right).proved


@pytest.mark.parametrize("text", ["x^2 sin(x)", "e^(-x^2)", "x^2 y/(x + y)", "7"])
def test_each_line_equals_the_next(text):
    for stated in read(as_typed(text, (x, y)), x).equalities:
        assert identity(stated.left, stated.right).proved


def test_a_step_says_what_it_does_where_and_on_what_condition():
    _, second = read(as_typed("3 ln(x)", (x,)), x).steps

    assert second.local.left == Derivative(sp.log(x), x, evaluate=False)
    assert second.local.right == 1 / x
    assert second.conditions == (x > 0,)
    assert second.typst == "3/x"


def test_pieces_are_not_put_together():
    tidied = read(as_typed("max(x, 2)", (x,)), x).tidied

    assert tidied.right.subs(x, 3) == 1
    assert tidied.right.subs(x, 1) == 0


def test_no_rule_speaks_in_digits():
    assert not any(character.isdigit() for rule in Rule for character in rule.value)
