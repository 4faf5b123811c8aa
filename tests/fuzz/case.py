"""One random formula, and what is found out about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from mpmath import mpf
from sympy import Symbol

X = Symbol("x", real=True)
TOLERANCE = mpf(10) ** -20


@dataclass(slots=True)
class Case:
    """One random formula and all that is found out about it."""

    seed: int
    said: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    page: list[tuple[str, float, float, float]] = field(default_factory=list)
    text: str = ""

    def disagree(self, what: str, at: object, ours: object, theirs: object) -> None:
        """Keep a disagreement as a sentence."""
        self.said.append(
            f"seed {self.seed}: {what} of {self.text} at {at}: {ours}, but {theirs} is right"
        )


def close(one: mpf, other: mpf, relative: mpf) -> bool:
    return bool(abs(one - other) <= relative * max(abs(one), abs(other), mpf(10) ** -40))
