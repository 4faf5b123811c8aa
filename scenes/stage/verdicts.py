"""From a record to a verdict: every claim is handed to the prover, and what fails is named."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mathcore import proof, proof_contours, proof_curves
from scenes.stage.record import (
    Claim,
    ContourClaim,
    CurveClaim,
    DrawnClaim,
    IdentityClaim,
    NumberClaim,
    Record,
    RelationClaim,
)
from scenes.stage.script import Script

WORST_PIXELS = 0.5


@dataclass(slots=True)
class Report:
    """What the rehearsal of one lecture in one language found."""

    name: str
    language: str
    seconds: float
    beats: int
    claims: int = 0
    proved: int = 0
    failed: list[str] = field(default_factory=list)
    curves: int = 0
    worst_px: float = 0.0
    layout: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether there is nothing to mend."""
        return not (self.failed or self.layout or self.missing or self.stale)

    def as_json(self) -> dict[str, Any]:
        """The report as ``proofreel check --json`` prints it."""
        return {
            "name": self.name,
            "language": self.language,
            "seconds": round(self.seconds, 2),
            "beats": self.beats,
            "claims": {"total": self.claims, "proved": self.proved, "failed": self.failed},
            "curves": {"total": self.curves, "worst_px": round(self.worst_px, 4)},
            "layout": self.layout,
            "words": {"missing": self.missing, "stale": self.stale},
        }


def judge(name: str, record: Record, words: Script, english: Script) -> Report:
    """Prove every claim of a record, and compare the words with the English ones.

    A claim that stands in several beats, or at several times of a motion, with the same text and
    meaning is proved once; `claims` counts what was proved, each of these once.
    """
    report = Report(name, words.language, record.seconds, len(record.beats))
    report.layout = list(dict.fromkeys(record.layout))
    report.missing, report.stale = words.missing(english), words.stale(english)
    seen: set[Claim] = set()
    for claim in record.claims:
        key = _without_beat(claim)
        if key in seen:
            continue
        seen.add(key)
        report.claims += 1
        reason = _refute(claim, report)
        if reason is None:
            report.proved += 1
        else:
            report.failed.append(f"{claim.beat}: {claim.name}: {reason}")
    return report


def _without_beat(claim: Claim) -> Any:
    values = [getattr(claim, each) for each in claim.__dataclass_fields__ if each != "beat"]
    return type(claim), *values


def _refute(claim: Claim, report: Report) -> str | None:
    """Why a claim is not proved, or None where it is."""
    if isinstance(claim, NumberClaim):
        verdict = proof.number(claim.text, claim.meaning)
        return None if verdict.proved else verdict.reason
    if isinstance(claim, IdentityClaim):
        verdict = proof.identity(claim.left, claim.right)
        return None if verdict.proved else verdict.reason
    if isinstance(claim, RelationClaim):
        verdict = proof.relation(claim.left, claim.operator, claim.right)
        return None if verdict.proved else verdict.reason
    if isinstance(claim, DrawnClaim):
        return _misplaced(claim)
    curve = _curve(claim)
    report.curves += 1
    report.worst_px = max(report.worst_px, curve.worst_px)
    return None if curve.proved else curve.reason


def _misplaced(claim: DrawnClaim) -> str | None:
    for wanted, drawn in zip(claim.wanted, claim.drawn, strict=True):
        pixels = proof.distance(wanted, drawn, claim.frame)
        if not pixels <= WORST_PIXELS:
            return f"drawn {pixels:.2f} px away from where it should be"
    return None


def _curve(claim: CurveClaim | ContourClaim) -> proof_curves.CurveVerdict:
    if isinstance(claim, CurveClaim):
        return proof_curves.curve(
            claim.expression, claim.variable, claim.pieces, claim.frame, claim.low, claim.high
        )
    return proof_contours.contour(
        claim.expression, claim.variables, claim.level, claim.points, claim.closed, claim.frame
    )
