"""Curves that can be followed, and what stops the others."""

import pytest

from mathcore.functions import Function
from mathcore.smooth import check

WINDOW = ((-2.0, 2.0), (-5.0, 5.0))


@pytest.mark.parametrize("text", ["x^3 - 2x", "sin(x)", "x abs(x)", "abs(x - 3)", "4", "sqrt(x+2)"])
def test_a_curve_without_a_break_in_the_window_is_let_through(text):
    check(Function.parse(text), *WINDOW)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("abs(x - 1/2)", "cannot be followed at x = 0.5: the two sides have different slopes"),
        ("floor(x + 1/2)", "cannot be followed at x = -1.5: the curve is broken here"),
        ("ceil(x/3 + 1)", "cannot be followed at x = 0: the curve is broken here"),
        ("sqrt(x)", "has no value at x = -2"),
        ("1/(x - 1/3)", "leaves the window from -5 to 5"),
        ("x^3", "leaves the window from -5 to 5: at x = -2 it is -8"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_the_place(text, message):
    with pytest.raises(ValueError, match=message):
        check(Function.parse(text), *WINDOW)


@pytest.mark.parametrize("window", [((1, 1), (0, 1)), ((0, 1), (2, 1))])
def test_an_empty_window_is_refused(window):
    with pytest.raises(ValueError, match="must not be empty"):
        check(Function.parse("x"), *window)


def test_a_slope_that_leaves_its_view_is_refused():
    check(Function.parse("x^3"), (-1, 1), (-1, 1), (0, 3), (-6, 6))
    with pytest.raises(ValueError, match="leaves the window from 0 to 2"):
        check(Function.parse("x^3"), (-1, 1), (-1, 1), (0, 2))
