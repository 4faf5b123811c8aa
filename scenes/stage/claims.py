"""Claims: whatever is said of a number goes on record, with what the number means."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr

from mathcore import rounding
from mathcore.quantity import Quantity, exact
from scenes.stage.beats import Beats
from scenes.stage.record import IdentityClaim, NumberClaim, RelationClaim


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claimed number as a lecture hands it to a formula: its name and its canonical text."""

    name: str
    text: str


class Claims(Beats):
    """A scene that keeps a record of everything it asserts."""

    def claim(
        self,
        name: str,
        value: float,
        *,
        digits: int | None = None,
        figures: int | None = None,
    ) -> Claimed:
        """Put a number of `mathcore` on record, to be shown by its name ``{name}`` or as it is.

        Args:
            name: lower case with underscores or spaces.
            value: a `Quantity`; a plain float is refused, because nobody knows what it means.
            digits: decimals after the point, or
            figures: significant figures; neither: the shortest text that is exact.
        """
        if not isinstance(value, Quantity):
            raise TypeError(f"{self.name()}: {name!r} = {value!r} is not a number of mathcore's")
        if digits is None and figures is None:
            text = rounding.shortest(value)
        else:
            text = rounding.write(value, digits=digits, figures=figures)
        self.claim_text(name, text, value)
        return Claimed(name, text)

    def brief(self, name: str, value: Quantity, figures: int = 3) -> Claimed:
        """Claim a number in full if that is short, else to so many significant figures."""
        short = len(rounding.shortest(value).lstrip("-")) <= figures + 1
        return self.claim(name, value, figures=None if short else figures)

    def claim_text(self, name: str, text: str, value: Quantity, *, live: bool = False) -> None:
        """Put on record that `text` is shown for `value`."""
        self.record.claims.append(
            NumberClaim(name, self.beat_name, text, float(value), value.meaning, live)
        )

    def claim_equal(self, name: str, left: Expr, right: Expr) -> None:
        """Put on record that two formulas are equal wherever both are defined."""
        self.record.claims.append(IdentityClaim(name, self.beat_name, left, right))

    def claim_that(self, name: str, left: float, operator: str, right: float) -> None:
        """Put on record an inequality or equality of two numbers, such as ``error <= bound``."""
        meanings = (exact(left).meaning, exact(right).meaning)
        self.record.claims.append(
            RelationClaim(name, self.beat_name, meanings[0], operator, meanings[1])
        )
