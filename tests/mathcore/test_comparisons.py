"""Conditions of pieces, against the sets of places where they hold."""

import pytest
import sympy as sp
from sympy import Interval, S, Symbol, Union

from mathcore.as_typed import as_typed
from mathcore.derivative_verdicts import Kind, verdict
from mathcore.functions import Function
from mathcore.parse import expression

X = Symbol("x", real=True)
WHERE = {
    "x < 1": Interval.open(-sp.oo, 1),
    "1 > x": Interval.open(-sp.oo, 1),
    "x ≥ -1/2": Interval(sp.Rational(-1, 2), sp.oo),
    "0 <= x < 1": Interval.Ropen(0, 1),
    "(x > 0) & (x < 1)": Interval.open(0, 1),
    "x > 0 & x < 1 | x == 2": Union(Interval.open(0, 1), {2}),
    "x < 0 | x > |-2|": Union(Interval.open(-sp.oo, 0), Interval.open(2, sp.oo)),
    "Or(x < 0, And(x > 1, x ≤ 2))": Union(Interval.open(-sp.oo, 0), Interval.Lopen(1, 2)),
    "(x < 0 | x > 1) & x != 2": Union(
        Interval.open(-sp.oo, 0), Interval.open(1, 2), Interval.open(2, sp.oo)
    ),
    "Ne(x, 0)": S.Reals - {0},
    "Eq(0, x)": sp.FiniteSet(0),
    "Lt(x, 1)": Interval.open(-sp.oo, 1),
    "Le(1, x)": Interval(1, sp.oo),
    "Gt(x, 1)": Interval.open(1, sp.oo),
    "Ge(x, pi)": Interval(sp.pi, sp.oo),
    "x ≠ 1": S.Reals - {1},
}


@pytest.mark.parametrize("text", WHERE)
def test_a_condition_holds_where_a_reader_takes_it_to_hold(text):
    f = Function.parse(f"Piecewise((1, {text}), (0, True))")
    for place in map(sp.Rational, ("-3", "-1/2", "0", "1/4", "1", "3/2", "2", "5/2", "9")):
        assert float(f(float(place))) == float(place in WHERE[text])


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("Piecewise((x, x))", 15, "compares a variable with a constant, or is True"),
        ("Piecewise((x, 1 < 2))", 17, "compares a variable with a constant"),
        ("Piecewise((x, x < x))", 17, "compares a variable with a constant"),
        ("Piecewise((x, x^2 < 1))", 19, "compares a variable with a constant"),
        ("Piecewise((x, Ne(x)))", 19, "',' was expected"),
        ("Piecewise((x, (x < 1))", 23, "'\\)' was expected"),
        ("Piecewise((x, And()))", 19, "a number or a name was expected"),
        ("Piecewise((x, not x))", 15, "'not' is unknown here"),
        ("Piecewise((x, " + "(" * 45 + "x < 1))", 54, "deeper than 40 levels"),
        ("x [f(0) = x]", 3, "the value at one place is a constant"),
        ("x [g(0) = 1]", 4, "a value of a function of one variable is given as"),
        ("x[0]", 3, "a value of a function of one variable is given as"),
        ("x [f(0) = 1", 12, "']' was expected"),
        ("x [f(0) = 1] + 1", 14, "nothing more was expected"),
    ],
)
def test_a_condition_that_is_none_is_refused_with_its_place(text, column, reason):
    with pytest.raises(ValueError, match=rf"at column {column}: .*{reason}"):
        Function.parse(text)


def test_a_hole_is_filled_in_functions_of_one_variable_only():
    with pytest.raises(ValueError, match="of one variable"):
        expression("x [f(0) = 1]", (X, Symbol("y", real=True)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("x**2*sin(1/x) [f(0)=0]", Kind.VALUE),
        ("x*sin(1/x) [f(0)=0]", Kind.OSCILLATES),
        ("sin(x)/x [f(0) = 1]", Kind.VALUE),
        ("sin(x)/x [f(0) = 2]", Kind.REMOVABLE),
    ],
)
def test_a_value_fills_a_hole(text, kind):
    assert verdict(Function.parse(text), 0).kind is kind
    assert as_typed(text, (X,)) == Function.parse(text).expression
