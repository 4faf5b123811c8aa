"""Quadratic forms f(x) = x.Ax/2 - b.x with rational A and b, whose shape is known exactly.

The eigenvalues of A are the curvatures of f along its principal axes: l the least, L the greatest
(Nocedal & Wright, *Numerical Optimization*, 2nd edition 2006, section 3.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Self

from sympy import Add, Expr, Mul, Poly, Symbol

from mathcore.fields import Field
from mathcore.quantity import Quantity, compose
from mathcore.spectra import UNKNOWN, Symmetric, Vector, expression, fraction, quantity
from mathcore.step_rules import Number, ratio


class Shape(Enum):
    """What the graph of a quadratic form looks like, from its curvatures and its tilt."""

    BOWL = "it curves upwards every way: there is one lowest place"
    VALLEY = "its floor is level along a whole line: every place there is lowest"
    CHUTE = "its floor falls for ever in a straight line: there is no lowest place"
    SADDLE = "it curves upwards one way and downwards another: there is no lowest place"
    DOME = "it curves upwards no way, and downwards some way: there is no lowest place"


@dataclass(frozen=True)
class Quadratic:
    """x.Ax/2 - b.x: `matrix` is A, `pull` is b."""

    matrix: Symmetric
    pull: Vector

    @classmethod
    def of(cls, matrix: Sequence[Sequence[Number]], pull: Sequence[Number]) -> Self:
        """Take the entries exactly; a float is the decimal that was written.

        Raises:
            ValueError: `matrix` is not symmetric, empty, or has another size than `pull`.
        """
        bend = Symmetric.of(matrix)
        if len(pull) != len(bend.rows):
            raise ValueError(f"pull must have {len(bend.rows)} entries, got {pull!r}")
        return cls(bend, tuple(map(ratio, pull)))

    @cached_property
    def field(self) -> Field:
        """The form as a field in x, in x and y, or in x_1, x_2, ... when there are more."""
        size = len(self.pull)
        names = ("x", "y")[:size] if size <= 2 else tuple(f"x_{i + 1}" for i in range(size))
        at = tuple(Symbol(name, real=True) for name in names)
        bent = (
            Mul(expression(a) / 2, x, y)
            for x, row in zip(at, self.matrix.rows, strict=True)
            for y, a in zip(at, row, strict=True)
        )
        tilt = (-expression(b) * x for x, b in zip(at, self.pull, strict=True))
        whole: Expr = Add(*bent, *tilt)
        return Field(whole, at)

    def height(self, place: Vector) -> Fraction:
        """f, exactly."""
        bent = zip(place, self.matrix.times(place), self.pull, strict=True)
        return sum((x * (ax / 2 - b) for x, ax, b in bent), Fraction())

    def slopes(self, place: Vector) -> Vector:
        """The gradient A x - b, exactly."""
        return tuple(ax - b for ax, b in zip(self.matrix.times(place), self.pull, strict=True))

    @cached_property
    def shape(self) -> Shape:
        """What the graph looks like, decided exactly."""
        if self.matrix.turns_down:
            return Shape.SADDLE if self.matrix.turns_up else Shape.DOME
        if not self.matrix.singular:
            return Shape.BOWL
        return Shape.CHUTE if self.tilted(self.pull) else Shape.VALLEY

    def tilted(self, push: Vector) -> bool:
        """Whether `push` has a part along a direction without curvature."""
        return any(factor.eval(0) == 0 for factor in self.matrix.excited(push))

    @property
    def least(self) -> Quantity:
        """l, the least curvature of a bowl; a ValueError if this is none."""
        return self._curvatures[0]

    @property
    def greatest(self) -> Quantity:
        """L, the greatest curvature of a bowl; a ValueError if this is none."""
        return self._curvatures[-1]

    @property
    def condition(self) -> Quantity:
        """K = L / l, how long and narrow the bowl is; a ValueError if this is none."""
        value = self.greatest / self.least
        return compose(value, lambda a, b: b / a, self.least, self.greatest)

    @property
    def lowest(self) -> tuple[Quantity, ...]:
        """The one lowest place A^-1 b of a bowl, exactly; a ValueError if this is none."""
        origin = (Fraction(),) * len(self._curvatures)
        return tuple(map(quantity, self.settled(origin)))

    def settled(self, place: Vector) -> Vector:
        """The level place next to `place`: only along the axes that the slope there excites.

        Where p is the product of the excited factors, p(A) g = 0, so A^-1 g is
        -(p_1 + p_2 A + ...) g / p_0.

        Raises:
            ValueError: there is none, for the floor falls for ever.
        """
        push = self.slopes(place)
        whole = Poly(1, UNKNOWN, domain="QQ")
        for factor in self.matrix.excited(push):
            whole *= factor
        *rest, last = whole.all_coeffs()
        if last == 0:
            raise ValueError(f"no level place is next to place = {place}: a floor there falls")
        shift = self.matrix.polynomial(Poly(rest or [0], UNKNOWN, domain="QQ"), push)
        return tuple(x + s / fraction(last) for x, s in zip(place, shift, strict=True))

    @property
    def _curvatures(self) -> tuple[Quantity, ...]:
        if self.shape is not Shape.BOWL:
            raise ValueError(f"this form is no bowl: {self.shape.value}")
        return self.matrix.eigenvalues
