"""A survey of a landscape: all that a lecture on gradients asks of one, or why it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from mathcore import ascent, contours, critical_points, directions, maps, soundings
from mathcore.ascent import AscentPath
from mathcore.contours import Contour
from mathcore.critical_points import Search
from mathcore.directions import Crossing, Rose
from mathcore.fields import Field
from mathcore.gradients import Gradient
from mathcore.quantity import Quantity, exact
from mathcore.soundings import Soundings
from mathcore.windows import Window

Place = tuple[float, float]
_MOST_STEPS = 300
_MOST_LEVEL_PLACES = 10
_SPREAD = 5
_ENDED = (ascent.Outcome.DIVERGED, ascent.Outcome.UNFINISHED)
_NO_REST = (ascent.Outcome.REACHED_TOP, ascent.Outcome.LEFT_BOX)


def contour_map(
    field: Field, levels: Sequence[float], window: Window
) -> tuple[tuple[Contour, ...], ...]:
    """The contours of every level, none empty.

    Raises:
        ValueError: there are no two levels in rising order, no ground is as high as one of them, or
            see `contours.trace`.
    """
    if len(levels) < 2 or sorted(set(levels)) != list(levels):
        raise ValueError(f"levels must be two or more in rising order, got {tuple(levels)}")
    traced = tuple(contours.trace(field, each, window.x, window.y) for each in levels)
    for level, found in zip(levels, traced, strict=True):
        if not found:
            raise ValueError(f"no ground on the map is as high as level = {level}")
    return traced


def sought(field: Field, window: Window, depth: float) -> tuple[Contour, ...]:
    """The contours around the ground that is as deep as `depth`.

    Raises:
        ValueError: there is none, or see `contours.trace`.
    """
    found = contours.trace(field, depth, window.x, window.y)
    if not found:
        raise ValueError(f"no ground on the map is as low as depth = {depth}")
    return found


def level_places(field: Field, window: Window) -> Search:
    """Every place where the gradient is zero, when they are few and known to be all.

    Raises:
        ValueError: the search is not complete, or finds none, or more than ten.
    """
    found = critical_points.search(field, (window.x, window.y))
    if not found.complete:
        raise ValueError(f"the level places cannot all be shown: {found.outcome.value}")
    if not 1 <= len(found.found) <= _MOST_LEVEL_PLACES:
        raise ValueError(f"the map must hold one to ten level places, it has {len(found.found)}")
    return found


@dataclass(frozen=True, slots=True)
class Walks:
    """Walks uphill, each from where another course may put it; the last comes to no top."""

    field: Field
    paths: tuple[AscentPath, ...]

    def end(self, path: AscentPath) -> Quantity:
        """How high a walk has come."""
        return self.field.value(*path.places[-1])

    @property
    def best(self) -> Quantity:
        """The greatest height that a walk has come to."""
        return max(map(self.end, self.paths))


def walks(
    field: Field, window: Window, step: float, starts: Sequence[Place], fifth: Place, ridge: Place
) -> Walks:
    """Walk from the starts; from `fifth`, to miss the best end; from `ridge`, to rest on no top.

    Raises:
        ValueError: a walk does not end, or does not end as its part asks; or see `ascent.walk`.
    """
    ranges = window.x, window.y
    paths = tuple(
        ascent.walk(field, each, step, ranges, max_steps=_MOST_STEPS)
        for each in (*starts, fifth, ridge)
    )
    for path in paths:
        if path.outcome in _ENDED:
            raise ValueError(f"a walk has no end to show with {step=}: {path.outcome.value}")
    found = Walks(field, paths)
    if not found.end(paths[-2]) < max(map(found.end, paths[:-2])):
        raise ValueError(f"{fifth=}: this walk must end lower than one of the first ones")
    if paths[-1].outcome in _NO_REST:
        raise ValueError(f"{ridge=}: this walk must come to rest off the tops, but it did not")
    return found


def dips(
    field: Field,
    window: Window,
    depth: float,
    columns: int,
    start: Place,
    stride: float,
    step: float,
) -> tuple[Soundings, Soundings, Soundings]:
    """Look for ground as deep as `depth` row by row, among four neighbours, and along the slope.

    Raises:
        ValueError: one of the three does not find it; or see `soundings`.
    """
    ways = (
        soundings.sweep(field, depth, window.x, window.y, columns),
        soundings.compass(field, depth, start, stride),
        soundings.descent(field, depth, start, step),
    )
    for way in ways:
        if way.outcome is not soundings.Outcome.FOUND:
            raise ValueError(f"{depth=}: {way.outcome.value}")
        if not all(window.holds(place) for place in way.places):
            raise ValueError(f"{depth=}: a search leaves the map on its way from {start=}")
    return ways


@dataclass(frozen=True, slots=True)
class Arrows:
    """Gradients on a map that share one scale, on a grid and on contours."""

    grid: tuple[Gradient, ...]
    scale: Quantity
    crossings: tuple[Crossing, ...]

    @property
    def count(self) -> Quantity:
        """How many there are on the grid."""
        return exact(float(len(self.grid)))

    @property
    def worst(self) -> Quantity:
        """How far the angle of an arrow and its contour is from a right one at most, in degrees."""
        return directions.worst(self.crossings)


def arrows(
    field: Field, window: Window, columns: int, levels: Sequence[Sequence[Contour]]
) -> Arrows:
    """A grid of arrows, and one on every contour whose tip stays on the map at the same scale.

    Raises:
        ValueError: no contour has such an arrow; or see `maps.grid` and `maps.scale`.
    """
    grid = maps.grid(field, window, columns)
    scale = maps.scale(grid, window, 1.25 / columns)
    every = directions.crossings(field, [each for level in levels for each in level], _SPREAD)
    # the n-th contour keeps another one each time, so that they do not all lie on one side
    crossings = [every[_SPREAD * n + 2 * n % _SPREAD] for n in range(len(every) // _SPREAD)]
    inside = tuple(each for each in crossings if window.holds(each.gradient.tip(scale)))
    if not inside:
        raise ValueError(f"with columns={columns} no arrow on a contour stays on the map")
    return Arrows(grid, scale, inside)


@dataclass(frozen=True, slots=True)
class Survey:
    """All that is known of a landscape, asked before anything is shown."""

    field: Field
    window: Window
    rose: Rose
    single: Quantity
    levels: tuple[tuple[Contour, ...], ...]
    arrows: Arrows
    level_places: Search
    walks: Walks
    sought: tuple[Contour, ...]
    dips: tuple[Soundings, Soundings, Soundings]


class Questions(Protocol):
    """What a survey is asked: the land and its map, one place, the walks and the searches."""

    function: str
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    levels: tuple[float, ...]
    place: Place
    columns: int
    starts: tuple[Place, ...]
    fifth: Place
    ridge: Place
    step: float
    depth: float
    dip: Place
    sweep: int
    stride: float
    dip_step: float


@cache
def survey(asked: Questions) -> Survey:
    """Answer every question.

    Raises:
        ValueError: one has no answer that can be shown; the message says which and why.
    """
    f, window = Field.parse(asked.function), Window(asked.x_range, asked.y_range)
    levels = contour_map(f, asked.levels, window)
    rose, single = place_of(f, window, asked.place)
    return Survey(
        f, window, rose, single, levels,
        arrows(f, window, asked.columns, levels),
        level_places(f, window),
        walks(f, window, asked.step, asked.starts, asked.fifth, asked.ridge),
        sought(f, window, asked.depth),
        dips(f, window, asked.depth, asked.sweep, asked.dip, asked.stride, asked.dip_step),
    )  # fmt: skip


def place_of(field: Field, window: Window, place: Place) -> tuple[Rose, Quantity]:
    """The slopes in all directions at a place, and the scale of its arrow on the map.

    Raises:
        ValueError: the place is not inside the map, or the ground is level there.
    """
    rose = directions.rose(field, *place)
    maps.card(rose.gradient.at, window, 1.0)
    return rose, maps.scale([rose.gradient], window, 0.25)
