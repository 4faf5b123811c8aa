"""What a proof says in the end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a claim is proved; if not, `reason` is a sentence that says what is the truth."""

    proved: bool
    reason: str = ""


PROVED = Verdict(True)
