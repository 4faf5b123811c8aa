"""Conditions on balls: certain, certainly not, or undecided."""

import pytest
import sympy as sp
from flint import arb, arb_series

from mathcore.conditions import condition
from mathcore.interval import ball, compiled

x = sp.Symbol("x", real=True)


def truth(formula, at):
    return condition(formula, compiled)({x: at})


@pytest.mark.parametrize(
    ("formula", "below", "across", "at_one", "above"),
    [
        (x < 1, True, None, False, False),
        (x <= 1, True, None, True, False),
        (x > 1, False, None, False, True),
        (x >= 1, False, None, True, True),
        (sp.Eq(x, 1), False, None, True, False),
        (sp.Ne(x, 1), True, None, False, True),
        (sp.And(x >= 1, x < 4), False, None, True, True),
        (sp.Or(x < 1, x > 4), True, None, False, False),
        (sp.Not(sp.And(x > 1, x < 4), evaluate=False), True, None, True, False),
        (sp.true, True, True, True, True),
        (sp.false, False, False, False, False),
    ],
)
def test_each_comparison_below_across_at_and_above_one(formula, below, across, at_one, above):
    places = ball(-1.0, 0.5), ball(0.5, 2.0), arb(1), ball(2.0, 3.0)

    assert [truth(formula, at) for at in places] == [below, across, at_one, above]


def test_a_series_at_the_border_is_undecided():
    assert truth(x >= 1, arb_series([1, 1])) is None
    assert truth(x >= 1, arb_series([2, 1])) is True


def test_other_conditions_are_refused():
    with pytest.raises(ValueError, match="no interval form is known of the condition"):
        condition(sp.Xor(x < 1, x > 2, evaluate=False), compiled)
