"""One step of Newton's method by algebra: from the triangle under the tangent to the rule.

The tangent falls (or climbs) by f(x) while it runs from x to the next place; rise = slope * run
is the first line, and solving it for the next place takes two more (Süli & Mayers, *An
Introduction to Numerical Analysis*, 2003, section 1.4).
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr

from mathcore.functions import Function


@dataclass(frozen=True, slots=True)
class Line:
    """An equation `left` = `right` in the place x, the next place being written out."""

    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Derivation:
    """`triangle`: f = f' (x - next); `divided`: f / f' = x - next; `rule`: next = x - f / f'."""

    triangle: Line
    divided: Line
    rule: Line

    @property
    def lines(self) -> tuple[Line, Line, Line]:
        """The equations in the order in which each follows from the one before."""
        return self.triangle, self.divided, self.rule


def derivation(f: Function) -> Derivation:
    """The three lines for the function `f`, each true wherever its slope is not zero.

    The next place stands in them as the tangent gives it: where its line
    ``f + f' (t - x)`` is zero, ``t = (x f' - f) / f'``.
    """
    x, height, slope = f.variable, f.expression, f.derivative().expression
    landing = (x * slope - height) / slope
    return Derivation(
        Line(height, slope * (x - landing)),
        Line(height / slope, x - landing),
        Line(landing, x - height / slope),
    )
