"""A riddle: one curve, and below it, side by side, graphs that claim to be its slope graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from manim import FadeIn, VGroup

from mathcore import matching
from mathcore.functions import Function
from mathcore.matching import Mismatch
from mathcore.slope_graph import slope_graph
from scenes.props.linked import Linked, Range
from scenes.stage.look import Zone

if TYPE_CHECKING:
    from scenes.stage.lecture import Lecture


class Suspect:
    """A curve (`above`), a graph that may be its slope graph (`below`), and what is wrong."""

    def __init__(
        self,
        lecture: Lecture,
        f: Function,
        candidate: Function,
        windows: tuple[Range, Range, Range],
        zone: Zone,
        letter: str,
    ) -> None:
        """Draw both without numbers; `windows` are of time, heights and slopes."""
        time, *ordinates = windows
        self.candidate = candidate
        self.linked = Linked(lecture, time, ordinates, zone.part(y=(0.08, 1.0)), numbers=False)
        upper, lower = self.linked.planes
        name, box = lecture.label(letter), lower.box
        name.move_to((box.left + name.width / 2, 0, 0)).stand_on(box.bottom - 0.45)
        self.above = VGroup(upper, upper.curve(f))
        self.below = VGroup(lower, lower.curve(candidate, "derivative", name="candidate"), name)
        self.lecture, self.name = lecture, name

    def evidence(self, wrong: Mismatch) -> VGroup:
        """A dashed line from the curve to the place where the graph goes wrong, and why."""
        assert wrong.on_curve is not None
        assert wrong.wrong is not None
        line = self.linked.fall(
            wrong.on_curve.x, (wrong.on_curve.y, wrong.wrong.y), "error", name="evidence"
        )
        why = self.lecture.label(wrong.reason.name.lower(), token="error")
        box, baseline = self.linked.planes[1].box, self.name.baseline
        why.fit(box.width - self.name.width - 0.25)
        why.move_to((box.right - why.width / 2, 0, 0)).stand_on(baseline)
        return VGroup(line, why)


class Riddle:
    """The suspects; `false` are those to be ruled out, `right` is the one that is left."""

    def __init__(
        self,
        lecture: Lecture,
        f: Function,
        candidates: Sequence[Function],
        windows: tuple[Range, Range, Range],
        zones: Sequence[Zone],
    ) -> None:
        """Prepare a suspect in each zone, named by the labels a, b, c, ..."""
        self.lecture, self.f, self.time = lecture, f, windows[0]
        letters = "abcdef"[: len(zones)]
        self.suspects = [
            Suspect(lecture, f, each, windows, zone, letter)
            for each, zone, letter in zip(candidates, zones, letters, strict=True)
        ]
        verdicts = matching.riddle(f, candidates, *windows[0])
        pairs = [*zip(self.suspects, verdicts, strict=True)]
        self.false = [(suspect, verdict) for suspect, verdict in pairs if verdict.wrong]
        (self.right,) = (suspect for suspect, verdict in pairs if not verdict.wrong)

    def rule_out(self, suspect: Suspect, wrong: Mismatch) -> VGroup:
        """Show what is wrong with a suspect; all that is to leave with it."""
        evidence = suspect.evidence(wrong)
        self.lecture.appear(evidence)
        return VGroup(suspect.above, suspect.below, evidence)

    def solve(self) -> None:
        """Claim that the one left is the slope graph, and show its zeros under the flat places."""
        graph, linked = slope_graph(self.f, *self.time), self.right.linked
        self.lecture.claim_equal("match", self.right.candidate.expression, graph.slope.expression)
        falls = linked.fall_all([(each.point.x, each.heights) for each in graph.turns])
        self.lecture.together(*map(FadeIn, falls), lag_ratio=0.5)
