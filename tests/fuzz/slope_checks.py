"""Derivatives, series and verdicts at one place, against quotients of 90 digits."""

from __future__ import annotations

from collections.abc import Iterator

import mpmath
from flint import arb
from mpmath import mpf
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean, Or

from fuzz.case import TOLERANCE, Case, X
from fuzz.grammar import Tree
from fuzz.oracle import Reading, Slopes, slopes
from mathcore import balls, derivative_verdicts, interval
from mathcore.derivation_trees import tree as derivation
from mathcore.functions import Function
from mathcore.multiprecision import evaluator

EQUAL = mpf(10) ** -40


def check(case: Case, t: Tree, f: Function, at: float, value: mpf, reading: Reading) -> None:
    """Ask for slopes where there are some, and see that none is given where there is none."""
    steep = slopes(t, mpf(at))
    if steep is None:
        case.counts["at the edge of the domain"] += 1
    elif steep.stairs:
        case.counts["too wild for quotients"] += 1
    elif steep.smooth:
        _slope(case, f, at, value, steep, reading)
    elif reading.nearest == 0 and _settled(t, mpf(at), steep):
        case.counts["corners and jumps"] += 1
        _kink(case, f, at)
    else:
        case.counts["too wild for quotients"] += 1


def _settled(t: Tree, at: mpf, steep: Slopes) -> bool:
    """Whether a shorter step has the same slopes, no closer to each other, or as a jump has."""
    closer = slopes(t, at, 1000)
    if closer is None or 2 * abs(closer.left - closer.right) < abs(steep.left - steep.right):
        return False  # they tend to each other: it is a curvature
    pairs = ((steep.left, closer.left), (steep.right, closer.right))
    least = mpf(10) ** -6
    return all(
        abs(a - b) <= least * abs(b) + least or abs(1000 * a - b) <= least * abs(b)
        for a, b in pairs
    )


def _slope(case: Case, f: Function, at: float, value: mpf, s: Slopes, reading: Reading) -> None:
    """Four ways to the derivative, and a verdict, against quotients of 90 digits."""
    if s.doubt > mpf(10) ** -9 * abs(s.first) + mpf(10) ** -30 * reading.greatest:
        case.counts["too wild for quotients"] += 1
        return
    wanted = s.first
    allowed = 20 * s.doubt + TOLERANCE * abs(wanted) + mpf(10) ** -30 * reading.greatest
    if reading.jumps or reading.nearest == 0:  # the rules pass over it, even where it is hidden
        case.counts["a jump or a corner that is hidden"] += 1
        lost = mpf(2) ** -50 * reading.greatest  # what no float that was worked out with can keep
        _kink(case, f, at, wanted, mpf(10) ** -3 * abs(wanted) + lost)
        return
    for what, ours in _slopes(f, at):
        if ours is None:
            case.disagree(what, at, "nothing", mpmath.nstr(wanted, 20))
        elif not abs(ours - wanted) <= allowed:
            case.disagree(what, at, mpmath.nstr(ours, 20), mpmath.nstr(wanted, 20))
    case.counts["slopes"] += 1
    _jet(case, f, at, value, s)
    if case.seed % 20 == 0:
        _verdict(case, f, at, s, allowed)


def _slopes(f: Function, at: float) -> Iterator[tuple[str, mpf | None]]:
    yield "the derivative", evaluator(f.derivative().expression, X)(mpf(at))
    try:
        grown = derivation(f.expression, X)
    except ValueError:
        return
    if all(_holds(each, mpf(at)) for each in grown.assumptions):
        yield "the derivative of the tree", evaluator(grown.derivative, X)(mpf(at))


def _holds(condition: Boolean, at: mpf) -> bool:
    """Whether a condition of the tree holds at a place; it claims nothing where one does not."""
    if not isinstance(condition, Relational):
        combine = any if isinstance(condition, Or) else all
        return combine(_holds(each, at) for each in condition.args)
    left, right = (evaluator(each, X)(at) for each in condition.args)
    if left is None or right is None:
        return False
    gap = left - right
    return bool(condition.func(int(gap > EQUAL) - int(gap < -EQUAL), 0))


def _jet(case: Case, f: Function, at: float, value: mpf, s: Slopes) -> None:
    """The power series in balls holds value, slope and curvature."""
    with balls.working(300, 3):
        try:
            found = interval.jet(f.expression, X, arb(at), 2)
        except ValueError:
            case.counts["no series"] += 1
            return
    room = mpf(10) ** -18
    for what, ball, wanted in zip(
        ("value", "slope", "curvature"), found, (value, s.first, s.second), strict=True
    ):
        if not ball.is_finite():
            case.counts[f"series without {what}"] += 1
            return
        if what == "curvature":
            room = mpf(10) ** -6
        middle, radius = mpf(ball.mid().str(60, radius=False)), mpf(float(ball.rad()))
        slack = radius + room * abs(wanted) + 30 * s.doubt * (1 if what != "curvature" else 1e24)
        if abs(middle - wanted) > slack + mpf(10) ** -25:
            case.disagree(f"the {what} of the series", at, ball, mpmath.nstr(wanted, 20))


def _verdict(case: Case, f: Function, at: float, s: Slopes, allowed: mpf) -> None:
    wanted = s.first
    found = derivative_verdicts.verdict(f, at)
    case.counts[f"verdict {found.kind.name}"] += 1
    if found.kind is derivative_verdicts.Kind.VALUE:
        shift = abs(s.second * at) * 2.0**-52  # the decimal that was written is meant
        room = mpf(10) ** -14 * abs(wanted) + allowed + 2 * shift
        if abs(mpf(float(found.derivative)) - wanted) > room:
            case.disagree("the verdict", at, float(found.derivative), mpmath.nstr(wanted, 20))
    elif found.kind not in (derivative_verdicts.Kind.REFUSE, derivative_verdicts.Kind.OVERFLOW):
        case.disagree("the verdict", at, found.kind.name, mpmath.nstr(wanted, 20))


def _kink(case: Case, f: Function, at: float, hidden: mpf | None = None, room: float = 0) -> None:
    """At a corner or a jump no slope is given, or the right one where something hides the jump."""
    try:
        given = mpf(float(f.slope(at)))
    except ValueError:
        return
    if hidden is None or abs(given - hidden) > room:
        case.disagree("the slope", at, mpmath.nstr(given, 20), "none")
