"""Lines of algebra on screen: each grows out of the one above, its terms moving by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from manim import UP

from mathcore import derivations
from mathcore.algebra import Fate, Line, Reason, Term
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


class Definition:
    """The definition of the derivative, of which parts can be lit; it begins quiet."""

    def __init__(self, lecture: Lecture, zone: Zone = look.COLUMN) -> None:
        """Write the definition at the top of a zone."""
        self.lecture, self.zone = lecture, zone
        self.formula = self._written(("none",))

    def light(self, *names: str) -> None:
        """Light the parts "rise", "run", "closing", "prime" that are named, and no others."""
        before, self.formula = self.formula, self._written(names)
        self.lecture.morph(before, self.formula, run_time=0.6)

    def _written(self, names: Sequence[str]) -> Formula:
        formula = definition(self.lecture, *names)
        self.lecture.stack(formula, zone=self.zone)
        return formula


def definition(lecture: Lecture, *lit: str, size: float = look.FORMULA) -> Formula:
    """The definition of the derivative, some of its parts lit; all, when none is named."""
    return lecture.formula(
        "[[prime| f'(x) ]] = [[closing| lim_(h -> 0) ]] "
        "frac([[rise| f(x + h) - f(x) ]], [[run| h ]])",
        token="quiet" if lit else "ink",
        colours={name: token for name, token in _PARTS.items() if name in (lit or _PARTS)},
        size=size,
    )


class Lines:
    """The lines of a derivation under one another, put in place but not yet shown."""

    def __init__(
        self, lecture: Lecture, told: Derived, zone: Zone, size: float = look.FORMULA
    ) -> None:
        """Write the lines into a zone, and put on record that each equals the one above.

        Args:
            lecture: whose stage it is.
            told: a function and how it is derived.
            zone: where all stands: at the top the function, then the quotient and its lines.
            size: the em, in pixels at 1080p.

        Raises:
            ValueError: the lines cannot be read in the zone.
        """
        self.lecture, self.told, self.shown = lecture, told.derivation, 0
        self.size = size
        self.named = lecture.formula("f(x) =", told.function, token="function", size=size)
        self.quotient = lecture.formula("frac(f(x + h) - f(x), h)", size=size)
        self.result = lecture.formula("f'(x)", token="derivative", size=size)
        edge = zone.left + self.quotient.width + 0.2
        self.lines = [self._written(line, {}) for line in self.told.lines]
        room = Zone(edge, zone.right, zone.bottom, zone.top - self.named.height - 0.8 * _GAP)
        lecture.stack(self.named, zone=zone)
        share = min(1.0, *(room.width / line.width for line in self.lines))
        for line in self.lines:
            line.fit(share * line.width)
        free = (room.height - sum(line.height for line in self.lines)) / (len(self.lines) - 1)
        lecture.stack(*self.lines, zone=room, gap=min(_GAP, free))
        lecture.stack(self.quotient, zone=zone)
        self.quotient.stand_on(self.lines[0].baseline)
        self.result.shift((edge - 0.2 - float(self.result.get_right()[0]), 0.0, 0.0))
        self.result.stand_on(self.lines[-1].baseline)
        for number, equality in enumerate(told.derivation.equalities):
            lecture.claim_equal(f"{told.function} {number}", equality.left, equality.right)

    @property
    def first(self) -> tuple[Formula, Formula]:
        """The quotient and what it is at first."""
        return self.quotient, self.lines[0]

    def go_on(self, reason: str = "", run_time: float = 1.6) -> None:
        """Let the next line grow out of the last one, which stays; a label says the reason.

        Terms that stay slide in from below where they stand there, and so run through nothing.
        Terms that cancel are dimmed before they go; the last line is named as the result.
        """
        self.shown += 1
        before, after = self.shown - 1, self.shown
        if self.told.lines[after].reason is Reason.CANCEL:
            self.light(before, Fate.CANCELS, "quiet", run_time / 2)
        if reason:
            words, line = self.lecture.label(reason, token="quiet"), self.lines[after]
            words.move_to(line).set_x(look.COLUMN.left + words.width / 2)
            self.lecture.appear(words, run_time=0.5)
        copy = self.lines[before].copy().align_to(self.lines[after], UP).set_opacity(0)
        self.lecture.morph(copy, self.lines[after], run_time)
        if after == len(self.lines) - 1:
            self.lecture.appear(self.result, run_time=0.5)

    def light(self, number: int, fate: Fate, token: Token, run_time: float = 1.0) -> None:
        """Give the terms with this fate a colour."""
        line = self.told.lines[number]
        keys = [self._part(term) for term in line.terms if term.fate is fate]
        before = self.lines[number]
        self.lines[number] = self._written(line, dict.fromkeys(keys, token))
        self.lines[number].fit(float(before.width)).move_to(before)
        self.lecture.morph(before, self.lines[number], run_time)

    def every(self) -> None:
        """Show all lines, one growing out of the other."""
        self.lecture.appear(self.named, *self.first)
        while self.shown < len(self.lines) - 1:
            if self.told.lines[self.shown + 1].reason is Reason.LIMIT:
                self.light(self.shown, Fate.VANISHES, "error", run_time=0.4)
            self.go_on(run_time=0.8)

    def _written(self, line: Line, colours: dict[str, Token]) -> Formula:
        source = line.written(lambda term, body: f"[[{self._part(term)}| {body} ]]")
        token: Token = "derivative" if line.reason is Reason.LIMIT else "ink"
        return self.lecture.typed(f"= {source}", size=self.size, colours=colours, token=token)

    def _part(self, term: Term) -> str:
        """A name that a term keeps from the first line on, wherever it stands unchanged."""
        named = _named(self.told.lines[1].terms, term)
        return (named or term).key.replace("-", "minus.")


def _named(terms: Sequence[Term], term: Term) -> Term | None:
    return next((each for each in terms if each.expression == term.expression), None)


class Pattern:
    """What has been derived, one result under the other, and the rule that it suggests."""

    def __init__(self, lecture: Lecture, told: Sequence[Derived]) -> None:
        """Write the results into the column, the last one with and without a question mark."""
        rule = derivations.power_pattern()
        letters = rule.function, "-->", rule.derivative
        self.results = [lecture.formula(each.function, "-->", each.derivative) for each in told]
        self.unknown = lecture.formula(told[-1].function, '--> "?"')
        self.guess = lecture.formula(*letters, size=look.RECAP).move_to(look.STAGE.centre)
        self.rule = lecture.formula(*letters)
        lecture.stack(*self.results[:-1], self.unknown, self.rule, gap=0.5)
        lecture.stack(*self.results, gap=0.5)
