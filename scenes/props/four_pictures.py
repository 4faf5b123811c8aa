"""Four sets of data in a row: the numbers of their fits, their pictures, their misses."""

from __future__ import annotations

from manim import TransformFromCopy, VGroup

from mathcore import windows
from mathcore.four_sets import TruthSet, four_sets
from scenes.stage import look
from scenes.stage.figures import Plane
from scenes.stage.formula import Formula
from scenes.stage.lecture import Lecture

_COLUMNS = tuple(look.WHOLE.part(x=(left, left + 0.22)) for left in (0.0, 0.26, 0.52, 0.78))
_SHUFFLED = (1, 0, 3, 2)  # the column in which the misses of each set are shown at first
_NUMBERS = (("slope", "m"), ("intercept", "c"), ("chi_squared", "chi^2"))
_DIGITS = 2
_DOT = 0.055  # scene units


class FourPictures:
    """The four of `mathcore.four_sets`, one a column: above the data, below numbers or misses."""

    def __init__(self, lecture: Lecture) -> None:
        """Prepare everything; nothing is shown yet."""
        self._lecture = lecture
        self.sets = four_sets()
        places = [each for one in self.sets for each in one.data.points]
        misses = [each for one in self.sets for each in one.residuals.points]
        self._x, self._y = windows.around(places, 0.06).x, windows.around(places, 0.06).y
        self._miss = windows.around(misses, 0.15).y
        self.numbers = [
            VGroup(*(self._row(one, k, row) for row in range(len(_NUMBERS))))
            for k, one in enumerate(self.sets)
        ]
        self.names = VGroup(
            *(self._stand(lecture.label(_key(one)), k, 0.94) for k, one in enumerate(self.sets))
        )
        self._planes = [
            lecture.plane(self._x, self._y, column.part(y=(0.5, 0.91)), numbers=False)
            for column in _COLUMNS
        ]
        self.lines = [
            VGroup(plane, plane.segment(one.fit.line.segment(*self._x), "approximation"))
            for plane, one in zip(self._planes, self.sets, strict=True)
        ]
        self.dots = [
            VGroup(*(plane.dot(each, "data", radius=_DOT) for each in one.data.points))
            for plane, one in zip(self._planes, self.sets, strict=True)
        ]
        letters = [lecture.formula(f"{{{each}}}", size=look.LABEL) for each in "abcd"]
        self.shuffled = [
            VGroup(*self._misses(one, k), self._stand(letters[k], k, 0.4))
            for one, k in zip(self.sets, _SHUFFLED, strict=True)
        ]
        own = [self._misses(one, k) for k, one in enumerate(self.sets)]
        self.floors, self._own = [plane for plane, _ in own], [dots for _, dots in own]

    def _row(self, one: TruthSet, column: int, row: int) -> Formula:
        name, sign = _NUMBERS[row]
        claimed = self._lecture.claim(f"{name} {_key(one)}", getattr(one.fit, name), digits=_DIGITS)
        return self._stand(self._lecture.formula(f"{sign} =", claimed), column, 0.36 - 0.105 * row)

    def _stand(self, words: Formula, column: int, up: float) -> Formula:
        zone = _COLUMNS[column].part(y=(up, 1.0))
        words.shift((zone.centre[0] - float(words.get_center()[0]), 0.0, 0.0))
        return words.stand_on(zone.bottom)

    def _misses(self, one: TruthSet, column: int) -> tuple[Plane, VGroup]:
        below = _COLUMNS[column].part(y=(0.0, 0.38))
        plane = self._lecture.plane(self._x, self._miss, below, numbers=False)
        dots = (plane.dot(each, "error", radius=_DOT) for each in one.residuals.points)
        return plane, VGroup(*dots)

    def without(self, name: str) -> VGroup:
        """The line of a set without its odd point, and that line's slope, claimed."""
        column = next(k for k, one in enumerate(self.sets) if _key(one) == name)
        alone = self.sets[column].influence.without
        claimed = self._lecture.claim(f"without_{name}", alone.slope, digits=_DIGITS)
        line = self._planes[column].segment(
            alone.line.segment(*self._x), "approximation", name="without the odd one", dashed=True
        )
        text = self._lecture.formula("m =", claimed, token="approximation")
        return VGroup(line, self._stand(text, column, 0.36 - 0.105 * len(_NUMBERS)))

    def falls(self) -> list[TransformFromCopy]:
        """For each set, the animation by which its points fall onto the floor below as misses."""
        return [TransformFromCopy(*each) for each in zip(self.dots, self._own, strict=True)]


def _key(one: TruthSet) -> str:
    return one.truth.name.lower()
