"""A walk from a start towards a place where a function is least among those that meet constraints.

Every step goes towards the constraints along their gradients, and along the constraints by
Newton's method on a quadratic model, whose curvatures are taken by their sizes so that it leads
downhill: sequential quadratic programming on the null space. A step is shortened until it
lowers ``f + nu sum |h_i|``, and is first bent back to the constraints where that is needed
(Nocedal & Wright, *Numerical Optimization*, 2nd edition 2006, sections 18.1 to 18.3). Ordinary
floats: what the walk comes near is worked out and proved by `mathcore.lagrange_start`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mathcore.lagrange import Problem

Array = NDArray[np.float64]

_FLATTEST = 1e-8  # of the greatest curvature: less is taken for this much
_DEPENDENT = 1e-10  # of the greatest singular value
_REACH = 2.0  # of a step, in sizes of the place
_FAR = 1e9  # from the start: whoever is so far runs away
_HALVINGS = 40
_ROOM = 0.1  # of the change that the slopes tell of a constraint: farther off is too far
_ENOUGH = 1e-4  # of the decrease that the slope promises
_LEVEL = 1e-15  # of the length of the gradient: a slope that is rounding only
_SETTLED = 1e-13
_MARGIN = 1.5  # of the penalty over the multipliers


@dataclass(frozen=True, slots=True)
class Walk:
    """The visits, the start first, and the multipliers at the last one."""

    visits: tuple[tuple[float, ...], ...]
    multipliers: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Stand:
    """What is seen from one place: height, slopes, misses of the constraints, their slopes."""

    place: Array
    height: float
    slopes: Array
    misses: Array
    matrix: Array
    multipliers: Array

    @property
    def finite(self) -> bool:
        parts = (self.slopes, self.misses, self.matrix)
        return bool(np.isfinite(self.height) and all(np.isfinite(each).all() for each in parts))


def downhill(problem: Problem, start: Array, sign: float, most: int) -> Walk:
    """Walk to where `sign` times the function is least, for at most `most` steps.

    It stops when a step moves no coordinate by more than 1e-13 of its size, when no step lowers the
    penalised function any more, or a thousand million times as far away as it began.
    """
    with np.errstate(all="ignore"):  # what runs away to infinity ends the walk
        visits, here = _walked(problem, start, sign, most)
    path = tuple(tuple(map(float, each)) for each in visits)
    return Walk(path, tuple(float(sign * each) for each in here.multipliers))


def _walked(problem: Problem, start: Array, sign: float, most: int) -> tuple[list[Array], _Stand]:
    here, penalty = _stand(problem, start, sign), 0.0
    visits = [here.place]
    far = _FAR * (1 + float(np.linalg.norm(start)))
    for _ in range(most):
        if not here.finite or np.linalg.norm(here.place) > far:
            break
        step = _step(problem, here, sign)
        penalty = max(penalty, _MARGIN * float(np.abs(here.multipliers).max()))
        there = _shortened(problem, here, step, sign, penalty)
        if there is None:
            break
        visits.append(there.place)
        moved = np.abs(there.place - here.place) <= _SETTLED * (np.abs(here.place) + 1e-3)
        here = there
        if moved.all():
            break
    return visits, here


def _stand(problem: Problem, place: Array, sign: float) -> _Stand:
    slopes = sign * problem.objective.slopes(*place)
    matrix = np.array([each.slopes(*place) for each in problem.constraints])
    misses = np.array([float(each(*place)) for each in problem.constraints])
    multipliers = np.zeros(len(misses))
    if np.isfinite(matrix).all() and np.isfinite(slopes).all():
        multipliers = np.linalg.pinv(matrix.T, rcond=_DEPENDENT) @ slopes
    height = sign * float(problem.objective(*place))
    return _Stand(place, height, slopes, misses, matrix, multipliers)


def _step(problem: Problem, here: _Stand, sign: float) -> Array:
    size = len(here.place)
    whole = problem.lagrangian.curvatures(*here.place, *(sign * here.multipliers))
    bent = sign * whole[:size, :size]
    _, values, rows = np.linalg.svd(here.matrix)
    rank = int((values > _DEPENDENT * max(float(values[0]), 1e-300)).sum())
    back = -np.linalg.pinv(here.matrix, rcond=_DEPENDENT) @ here.misses
    along = rows[rank:].T
    if not along.size or not np.isfinite(bent).all():
        return np.asarray(back)
    curvatures, ways = np.linalg.eigh(along.T @ bent @ along)
    sizes = np.abs(curvatures)
    ways = along @ ways
    pull = ways.T @ (here.slopes + bent @ back)
    pull = np.where(np.abs(pull) > _LEVEL * np.linalg.norm(here.slopes), pull, 0.0)
    reach = _REACH * (1 + float(np.linalg.norm(here.place)))
    sizes = np.maximum(sizes, np.maximum(_FLATTEST * sizes.max(), np.abs(pull) / reach))
    return np.asarray(back - ways @ (pull / np.where(sizes > 0, sizes, 1.0)))


def _shortened(
    problem: Problem, here: _Stand, step: Array, sign: float, penalty: float
) -> _Stand | None:
    """Where a share of the step leads that lowers the penalised function; None if none does."""
    miss = float(np.abs(here.misses).sum())
    promise = min(float(here.slopes @ step) - penalty * miss, 0.0)
    before = here.height + penalty * miss
    slack = 1e-14 * (abs(here.height) + penalty * miss)
    room = _ROOM * float((np.abs(here.matrix) @ np.abs(step)).sum())
    share = 1.0
    for _ in range(_HALVINGS):
        there = _stand(problem, here.place + share * step, sign)
        for bend in (False, True):
            if bend and there.finite:
                back = np.linalg.pinv(here.matrix, rcond=_DEPENDENT) @ there.misses
                there = _stand(problem, there.place - back, sign)
            strays = float(np.abs(there.misses).sum())
            after = there.height + penalty * strays
            near = strays <= max(miss, share * room)
            if there.finite and near and after <= before + _ENOUGH * share * promise + slack:
                return there
        share /= 2
    return None
