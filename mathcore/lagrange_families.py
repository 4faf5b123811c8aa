"""Whether a stationary place lies on a whole curve of them: evidence to many digits, no proof.

From the place one goes a little way in the direction in which the equations do not change,
and back onto the solutions of the equations. If those solutions, at three distances, do not fall
back onto the place, and the equations are singular there too, there is a curve. Exact algebra
would prove it for polynomials only; a curve is therefore reported, never claimed.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb

from mathcore.ball_systems import System, null_direction, settle

_SHARES = (2.0**-6, 2.0**-8, -(2.0**-7))  # of the scales: how far one goes
_STEPS = 40
_KEPT = 4  # a solution that went at least this part of the way is another one
_FARTHEST = 0.5  # of the scales
_FLAT = arb(2) ** -60  # what a direction without change may change, as a share of what it could


def on_a_curve(system: System, place: Sequence[arb], scales: Sequence[arb], variables: int) -> bool:
    """Whether solutions are found next to `place`, in another place of the first `variables`."""
    direction = null_direction(system.jacobian(place))
    sizes = [abs(d) / s for d, s in zip(direction, scales, strict=True)]
    greatest = max(sizes)
    if not max(sizes[:variables]) > greatest * 2**-20:
        return False  # only the multipliers change
    for share in _SHARES:
        pace = arb(share) / greatest
        start = [(p + pace * d).mid() for p, d in zip(place, direction, strict=True)]
        found = settle(system, start, scales, _STEPS)
        if not found:
            return False
        moved = max(
            abs(a - b) / s
            for a, b, s in zip(found[:variables], place[:variables], scales, strict=False)
        )
        if not (moved * _KEPT > abs(share) and moved < _FARTHEST and _flat(system, found, scales)):
            return False
    return True


def _flat(system: System, place: Sequence[arb], scales: Sequence[arb]) -> bool:
    """Whether the equations are singular at a place, for all that these digits can tell."""
    jacobian = system.jacobian(place)
    direction = null_direction(jacobian)
    pace = max(abs(d) / s for d, s in zip(direction, scales, strict=True)).mid()
    for row in jacobian.tolist():
        change = sum((a * d for a, d in zip(row, direction, strict=True)), arb(0))
        most = sum((abs(a) * s * pace for a, s in zip(row, scales, strict=True)), arb(0))
        if abs(change).mid() > (_FLAT * most).mid() + arb(2) ** -900:
            return False
    return True
