"""How long the next step downhill is, and how much of the last one it keeps.

Steady:         x_next = x - gamma grad f(x)
heavy ball:     x_next = x - gamma grad f(x) + beta (x - x_before)     (B. T. Polyak, 1964)
looking ahead:  x_next = y - gamma grad f(y), y = x + beta (x - x_before)   (Y. Nesterov, 1983)
backtracking:   gamma is shortened until f falls by a share of what the slope promises
                (L. Armijo, 1966; Nocedal & Wright, *Numerical Optimization*, 2nd edition 2006,
                algorithm 3.1)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mathcore import rational

Number = float | Fraction


@dataclass(frozen=True, slots=True)
class Steady:
    """The same step length gamma always; `momentum` is beta, from 0 up to but not 1.

    With `look_ahead` the slope is asked where the kept part of the last step leads.
    """

    step: Number
    momentum: Number = 0
    look_ahead: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no step length or no share."""
        if not (self.step > 0 and ratio(self.step)):
            raise ValueError(f"step must be positive, got {self.step!r}")
        if not 0 <= self.momentum < 1:
            raise ValueError(f"momentum must be in [0, 1), got {self.momentum!r}")

    @property
    def gamma(self) -> Fraction:
        """The step length, exactly."""
        return ratio(self.step)

    @property
    def beta(self) -> Fraction:
        """The share of the last step that is kept, exactly."""
        return ratio(self.momentum)


@dataclass(frozen=True, slots=True)
class Backtracking:
    """Try `first`, then `shrink` times that, and so on, until the fall is great enough.

    It is when it is at least `share` times gamma |grad f|^2.
    """

    first: Number = 1
    shrink: Number = Fraction(1, 2)
    share: Number = Fraction(1, 10_000)

    def __post_init__(self) -> None:
        """Refuse what is no step length or no share."""
        if not (self.first > 0 and ratio(self.first)):
            raise ValueError(f"first must be positive, got {self.first!r}")
        if not (0 < self.shrink < 1 and 0 < self.share < 1):
            raise ValueError(
                "shrink and share must be between 0 and 1,"
                f" got shrink = {self.shrink!r}, share = {self.share!r}"
            )

    def length(self, trials: int) -> Fraction:
        """The step length after so many trials have failed."""
        return ratio(self.first) * ratio(self.shrink) ** trials


Rule = Steady | Backtracking


def ratio(number: Number) -> Fraction:
    """The number exactly: a float is the decimal that was written.

    Raises:
        ValueError: `number` is not finite.
    """
    return number if isinstance(number, Fraction) else rational.fraction(number)
