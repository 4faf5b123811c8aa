"""The order of terms and factors: a textbook's, and with nothing lost."""

import pytest
import sympy as sp
from hypothesis import assume, given
from hypothesis import strategies as st

from mathcore.parse import expression as parse
from mathcore.reading_order import around_the_bar, factors, negated, terms

x, y, h = sp.symbols("x y h", real=True)
step = sp.Symbol("Delta x")


@pytest.mark.parametrize(
    ("whole", "ordered"),
    [
        (1 + x**3 - 2 * x, (x**3, -2 * x, 1)),
        (1 - x**2, (1, -(x**2))),
        (1 + x - x**3, (-(x**3), x, 1)),
        (-1 - x, (-x, -1)),
        (h + x, (x, h)),
        (x - h, (x, -h)),
        (step + x, (x, step)),
        (sp.Add(2, -x, 3, evaluate=False), (2, -x, 3)),
        (sp.Derivative(x**3, x) + x**4, None),  # a line of a derivation: as SymPy has it
    ],
)
def test_terms_stand_in_the_order_of_a_textbook(whole, ordered):
    assert tuple(terms(whole)) == (whole.args if ordered is None else ordered)


@pytest.mark.parametrize(
    ("whole", "ordered"),
    [
        (2 * h * x, (2, x, h)),
        (3 * h**2 * sp.sin(x), (3, sp.sin(x), h**2)),
        (y * x, (x, y)),
        (sp.Mul(sp.sin(x), x, evaluate=False), (sp.sin(x), x)),
        (sp.Mul(1, x, evaluate=False), (1, x)),
    ],
)
def test_factors_stand_in_the_order_of_a_textbook(whole, ordered):
    assert tuple(factors(whole)) == ordered


parts = st.sampled_from(["x", "y", "sin(x)", "(x + 1)", "e^x", "3", "(1/2)", "sqrt(y)", "x^2"])


@given(st.lists(st.tuples(parts, st.sampled_from("*/")), min_size=2, max_size=5))
def test_the_factors_are_those_of_the_product_above_and_below_the_bar(chosen):
    """Whatever is written over whatever: multiplied again it is the whole."""
    whole = parse("5" + "".join(sign + part for part, sign in chosen), (x, y))
    assume(whole.is_Mul)
    above, below = around_the_bar(factors(whole))

    assert sp.simplify(sp.Mul(*above) / sp.Mul(*below) - whole) == 0
    assert all(not each.is_Pow or each.exp > 0 for each in below)


@given(st.lists(parts, min_size=2, max_size=5), st.data())
def test_the_terms_are_those_of_the_sum(chosen, data):
    signs = [data.draw(st.sampled_from("+-")) for _ in chosen]
    whole = parse("7x^3" + "".join(map(str.__add__, signs, chosen)), (x, y))
    assume(whole.is_Add)

    assert sp.Add(*terms(whole)) == whole


@pytest.mark.parametrize(
    ("expression", "minus"),
    [
        (-x, True),
        (sp.Integer(-2), True),
        (x, False),
        (-x + 1, False),
        (-x / 2, True),
        (x**-2, False),
    ],
)
def test_a_minus_is_seen_before_a_term_or_a_number(expression, minus):
    assert negated(expression) is minus
