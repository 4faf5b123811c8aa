"""Forms that a hand would write: the value is that of SymPy, the order is that of the hand."""

import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Integer, Pow, S

from mathcore import plain_forms
from mathcore.plain_forms import inverse, negative, power, quotient

x, y = sp.symbols("x y", real=True)
PARTS = st.lists(
    st.sampled_from(
        [
            *(S.Zero, S.One, Integer(-3), sp.Rational(2, 5), 1 / Integer(2)),
            *(x, y, x**2, 1 / x, x + y, sp.sin(x), 2 * x, sp.sqrt(x)),
            Pow(3, -1, evaluate=False),
        ]
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(parts=PARTS)
def test_nothing_changes_its_value(parts):
    place = {x: sp.Rational(7, 3), y: sp.Rational(-2, 5)}
    made = plain_forms.product(*parts), plain_forms.total(*parts)
    meant = sp.Mul(*parts), sp.Add(*parts)

    for left, right in zip(made, meant, strict=True):
        assert sp.expand(left.subs(place) - right.subs(place)).doit() == 0


def test_a_product_keeps_its_order_and_gathers_what_is_equal():
    made = plain_forms.product(sp.sin(y), Integer(2), x, Integer(3), sp.sin(y))

    assert made.args == (Integer(6), sp.sin(y) ** 2, x)
    assert plain_forms.product(x, 1 / x, 1 / x).args == (x, x**-2)


def test_a_sum_keeps_its_order_and_drops_zeros():
    assert plain_forms.total(y, S.Zero, x, Integer(2)).args == (y, x, Integer(2))
    assert plain_forms.total(Integer(1), Integer(2)) == 3
    assert plain_forms.total(S.Zero, x) is x


def test_a_fraction_stays_one():
    assert quotient(x, x).args == (x, Pow(x, -1, evaluate=False))
    assert quotient(x, S.One) is x
    assert quotient(S.Zero, x) is S.Zero


def test_a_power_is_written_when_there_is_something_above():
    assert [power(x, n) for n in (S.Zero, S.One, Integer(2))] == [1, x, x**2]
    assert negative(negative(x)) == x


def test_what_stands_below_the_bar_is_told_from_what_stands_above():
    assert [inverse(each) for each in (x, x**2, 1 / x, x ** sp.Rational(-3, 2), 2**-x)] == [
        None,
        None,
        x,
        x ** sp.Rational(3, 2),
        None,
    ]


def test_the_negative_of_a_form_is_minus_it():
    for each in (x, 2 * x, -x, x + y, Integer(3), quotient(x, y)):
        assert sp.simplify(negative(each) + each) == 0
    assert negative(S.Zero) == 0
    assert negative(Integer(3)) == -3


def test_an_integer_below_the_bar_is_part_of_the_number_in_front():
    third = Pow(3, -1, evaluate=False)

    assert plain_forms.product(Integer(2), third, x).args == (sp.Rational(2, 3), x)
    assert plain_forms.product(Integer(6), third, x).args == (2, x)
