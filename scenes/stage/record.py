"""What a lecture leaves behind: beats, claims, drawings. Reading it needs no manim.

Everything here is what was *shown* together with what it *means*; whether the two agree is for
`scenes.stage.verdicts` to find out, which asks `mathcore.proof`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sympy import Expr, Symbol

from mathcore.proof import Frame
from mathcore.quantity import Meaning


@dataclass(frozen=True, slots=True)
class NumberClaim:
    """A number on screen or in a caption: `text` is what is shown, in canonical form."""

    name: str
    beat: str
    text: str
    value: float
    meaning: Meaning
    live: bool = False


@dataclass(frozen=True, slots=True)
class IdentityClaim:
    """Two formulas, each shown or meant, that are equal wherever both are defined."""

    name: str
    beat: str
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class RelationClaim:
    """An inequality or an equality of two numbers, such as an error below its bound."""

    name: str
    beat: str
    left: Meaning
    operator: str
    right: Meaning


@dataclass(frozen=True, slots=True)
class DrawnClaim:
    """Points of a drawing: where they are meant to be, and where they were read back.

    `wanted` are in the units of the axes, `drawn` in scene units, in the same order.
    """

    name: str
    beat: str
    wanted: tuple[tuple[Meaning, Meaning], ...]
    drawn: tuple[tuple[float, float], ...]
    frame: Frame
    live: bool = False


@dataclass(frozen=True, slots=True)
class CurveClaim:
    """A graph as drawn: straight chords between anchors (scene units), in pieces."""

    name: str
    beat: str
    expression: Expr
    variable: Symbol
    pieces: tuple[tuple[tuple[float, float], ...], ...]
    frame: Frame
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ContourClaim:
    """A level curve as drawn: straight chords between anchors (scene units)."""

    name: str
    beat: str
    expression: Expr
    variables: tuple[Symbol, Symbol]
    level: Expr
    points: tuple[tuple[float, float], ...]
    closed: bool
    frame: Frame


Claim = NumberClaim | IdentityClaim | RelationClaim | DrawnClaim | CurveClaim | ContourClaim


@dataclass(frozen=True, slots=True)
class BeatPlayed:
    """One beat as it was played: times in seconds from the start of the lecture.

    `texts` are the numbers on record by then, as they are written, by their names.
    """

    name: str
    start: float
    end: float
    say: str
    show: str
    ask: bool
    chapter: str
    texts: Mapping[str, str]


@dataclass(slots=True)
class Record:
    """All that a lecture leaves behind, in the order of playing.

    `drawn` has a digest of all that a beat shows, `layout` what is wrong with the pictures.
    """

    beats: list[BeatPlayed] = field(default_factory=list)
    drawn: dict[str, str] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    layout: list[str] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """How long the lecture lasts."""
        return self.beats[-1].end if self.beats else 0.0

    def texts(self) -> dict[str, str]:
        """The shown text of every number by its name; the last one claimed counts."""
        return {each.name: each.text for each in self.claims if isinstance(each, NumberClaim)}
