"""Lines of algebra on screen: each grows out of the one above, its terms moving by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mathcore.algebra import Fate, Line, Term
from mathcore.derivations import Derived
from scenes.stage import look
from scenes.stage.formula import Formula
from scenes.stage.look import Token, Zone

if TYPE_CHECKING:
    from scenes.stage.lecture import Lecture

_GAP = 0.34  # scene units between two lines


# The parts of the definition, and the colour of each when it is lit.
_PARTS: dict[str, Token] = {
    "rise": "approximation",
    "run": "approximation",
    "closing": "derivative",
    "prime": "derivative",
}


def definition(lecture: Lecture, *lit: str, size: float = look.FORMULA) -> Formula:
    """The definition of the derivative with some of its parts lit; all of them when none is named."""
    return lecture.formula(
        "[[prime| f'(x) ]] = [[closing| lim_(h -> 0) ]] "
        "frac([[rise| f(x + h) - f(x) ]], [[run| h ]])",
        token="quiet" if lit else "ink",
        colours={name: token for name, token in _PARTS.items() if name in (lit or _PARTS)},
        size=size,
    )


class Lines:
    """The lines of a derivation under one another, put in place but not yet shown."""

    def __init__(self, lecture: Lecture, told: Derived, zone: Zone) -> None:
        """Write the lines into a zone, and put on record that each equals the one above.

        Args:
            lecture: whose stage it is.
            told: a function and how it is derived.
            zone: where all stands: at the top the function, then the quotient and its lines.

        Raises:
            ValueError: the lines cannot be read in the zone.
        """
        self.lecture, self.derivation = lecture, told.derivation
        self.named = lecture.formula("f(x) =", told.function, token="function")
        self.quotient = lecture.formula("frac(f(x + h) - f(x), h)")
        self.result = lecture.formula("f'(x)", token="derivative")
        edge = zone.left + self.quotient.width + 0.2
        self.lines = [self._written(line, {}) for line in told.derivation.lines]
        room = Zone(edge, zone.right, zone.bottom, zone.top - self.named.height - 0.8 * _GAP)
        lecture.stack(self.named, zone=zone)
        for line in self.lines:
            line.fit(room.width)
        free = (room.height - sum(line.height for line in self.lines)) / (len(self.lines) - 1)
        lecture.stack(*self.lines, zone=room, gap=min(_GAP, free))
        lecture.stack(self.quotient, zone=zone)
        self.quotient.stand_on(self.lines[0].baseline)
        self.result.shift((edge - 0.2 - float(self.result.get_right()[0]), 0.0, 0.0))
        self.result.stand_on(self.lines[-1].baseline)
        for number, equality in enumerate(told.derivation.equalities):
            lecture.claim_equal(f"{told.function} {number}", equality.left, equality.right)

    def next(self, number: int, run_time: float = 1.6) -> None:
        """Let a line grow out of the one above, which stays."""
        self.lecture.morph(self.lines[number - 1].copy(), self.lines[number], run_time)

    def light(self, number: int, fate: Fate, token: Token, run_time: float = 1.0) -> None:
        """Give the terms with this fate a colour."""
        line = self.derivation.lines[number]
        keys = [self._part(term) for term in line.terms if term.fate is fate]
        before = self.lines[number]
        self.lines[number] = self._written(line, dict.fromkeys(keys, token))
        self.lines[number].fit(float(before.width)).move_to(before)
        self.lecture.morph(before, self.lines[number], run_time)

    def every(self, run_time: float = 0.9) -> None:
        """Show the quotient and all its lines, one growing out of the other."""
        self.lecture.appear(self.named, self.quotient, self.lines[0])
        for number in range(1, len(self.lines)):
            self.next(number, run_time)
        self.lecture.appear(self.result)

    def reason(self, number: int, key: str) -> Formula:
        """A label of the script in the margin of a line: what was done to get there."""
        words, line = self.lecture.label(key, token="quiet"), self.lines[number]
        return words.move_to((look.COLUMN.centre[0], float(line.get_center()[1]), 0.0))

    def _written(self, line: Line, colours: dict[str, Token]) -> Formula:
        source = line.written(lambda term, body: f"[[{self._part(term)}| {body} ]]")
        return self.lecture.typed(f"= {source}", size=look.FORMULA, colours=colours)

    def _part(self, term: Term) -> str:
        """A name that a term keeps from the first line on, wherever it stands unchanged."""
        named = _named(self.derivation.lines[1].terms, term)
        return (named or term).key.replace("-", "minus.")


def _named(terms: Sequence[Term], term: Term) -> Term | None:
    return next((each for each in terms if each.expression == term.expression), None)
