"""The order of an error: the power of h that it follows, read off log-log axes.

If ``error = C h^p``, the points (log h, log error) lie on a line of slope p. The line fitted
by least squares gives an order for errors that follow the power only nearly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, log10

from sympy import Add, Expr, log

from mathcore.lines import Line
from mathcore.quantity import Point, Quantity, compose


@dataclass(frozen=True, slots=True)
class Order:
    """`points` are (log10 h, log10 error), and `line` is the one fitted to them."""

    points: tuple[Point, ...]
    line: Line

    @property
    def power(self) -> Quantity:
        """The fitted order, the slope of the line."""
        return self.line.slope


def order_of(pairs: Sequence[tuple[Quantity, Quantity]]) -> Order:
    """The order that pairs of a step and an error, all positive, follow.

    Raises:
        ValueError: there are fewer than two pairs.
    """
    if len(pairs) <= 1:
        raise ValueError(f"an order needs two errors that are not zero, got {len(pairs)}")
    points = tuple(Point(_log10(step), _log10(error)) for step, error in pairs)
    middle = Point(_mean([p.x for p in points]), _mean([p.y for p in points]))
    lean = [float(p.x - middle.x) for p in points]
    power = fsum(w * p.y for w, p in zip(lean, points, strict=True)) / fsum(w * w for w in lean)
    flat = [each for pair in pairs for each in pair]
    return Order(points, Line(middle, compose(power, _least_squares, *flat)))


def _least_squares(*flat: Expr) -> Expr:
    """The slope of the fitted line; the base of the logarithms does not matter."""
    x, y = [log(each) for each in flat[::2]], [log(each) for each in flat[1::2]]
    mean = Add(*x) / len(x)
    rise = Add(*((p - mean) * q for p, q in zip(x, y, strict=True)))
    return rise / Add(*((p - mean) ** 2 for p in x))


def _log10(number: Quantity) -> Quantity:
    return compose(log10(number), lambda each: log(each) / log(10), number)


def _mean(numbers: list[Quantity]) -> Quantity:
    value = fsum(numbers) / len(numbers)
    return compose(value, lambda *each: Add(*each) / len(each), *numbers)
