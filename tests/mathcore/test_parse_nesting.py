"""What counts as nested when a formula is read: parts in one another, and not side by side."""

import pytest
from sympy import Symbol

from mathcore.parse import expression

X = Symbol("x", real=True)


@pytest.mark.parametrize("part", ["x^2", "(x)", "-x", "+x", "sin(x)", "|x|", "sqrt(x + 1)", "2^-x"])
def test_any_number_of_parts_may_stand_side_by_side(part):
    """Forty levels are allowed in one another."""
    found = expression("x" + f" + {part}" * 45, (X,))

    assert found.subs(X, 2) == 2 + 45 * expression(part, (X,)).subs(X, 2)


@pytest.mark.parametrize("part", ["x^2", "(x)", "-x", "sin(x)", "|x|"])
def test_what_stands_side_by_side_gives_no_further_levels(part):
    before = f"{part} + " * 30

    assert expression(before + "(" * 40 + "x" + ")" * 40, (X,)).has(X)
    with pytest.raises(ValueError, match="nested deeper than 40 levels"):
        expression(before + "(" * 41 + "x" + ")" * 41, (X,))
