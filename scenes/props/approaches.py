"""How an approach to a limit is shown: its errors by powers of ten, its slopes."""

from __future__ import annotations

from collections.abc import Sequence

from manim import RIGHT, UL, UP, FadeIn, VGroup, VMobject

from mathcore import windows
from mathcore.quantity import Quantity
from mathcore.quotients import Approach
from mathcore.scaled import needed
from mathcore.secant_slopes import without_gap
from mathcore.secant_study import SecantStudy
from scenes.props.secants import SecantPicture, shaped, whole
from scenes.stage import look
from scenes.stage.formula import Formula
from scenes.stage.lecture import Lecture
from scenes.stage.look import Zone

_MOST_DECIMALS = 5


def brief(lecture: Lecture, name: str, number: Quantity, figures: int = 3) -> None:
    """Claim a number with as few digits as a sentence can bear, or with a power of ten."""
    digits = needed(number, figures)
    if digits > _MOST_DECIMALS:
        lecture.claim(name, number, figures=figures)
    else:
        lecture.claim(name, number, digits=digits)


def spoken(lecture: Lecture, study: SecantStudy) -> None:
    """Claim what is said of the secants to the right: some slopes, their limit, how fast."""
    way = study.right
    brief(lecture, "first_slope", way.rows[0].slope)
    brief(lecture, "third_slope", way.rows[2].slope)
    brief(lecture, "limit", study.limit)
    brief(lecture, "share", way.shrinks[-1], 2)
    lecture.claim("order", way.order.power, digits=2)


class Powers:
    """The errors of approaches over their gaps, both by powers of ten."""

    def __init__(self, lecture: Lecture, approaches: Sequence[Approach]) -> None:
        """Draw, without showing, the axes, and for each approach its `dots` and its `line`."""
        orders = [each.order for each in approaches]
        view = windows.around([point for each in orders for point in each.points])
        distance = lecture.formula("log_10 {distance}").plain
        self.plane = lecture.plane(view.x, view.y, x_name="log_10 h", y_name=distance)
        self.dots = [
            [shaped(self.plane, each.side, point, "error") for point in each.order.points]
            for each in approaches
        ]
        self.lines = [whole(self.plane, each.line, "error", look.FINE) for each in orders]

    def fly(self, cells: Sequence[VMobject]) -> None:
        """Show the dots of the first approach, each coming from its cell of a table."""
        pairs = zip(self.dots[0], cells, strict=True)
        flights = (FadeIn(dot, target_position=cell) for dot, cell in pairs)
        self.plane.lecture.together(*flights, lag_ratio=0.5, run_time=3.0)

    def order(self) -> Formula:
        """The slope (a label) of the first line, which is the order, in words beside it."""
        words = self.plane.lecture.formula("{slope} {order}", token="error")
        return self.plane.lecture.beside(words, self.lines[0].get_center(), prefer=UL)


class Race:
    """Secants to the right, to the left, to both sides, and how fast each closes in."""

    def __init__(self, lecture: Lecture, study: SecantStudy, zone: Zone) -> None:
        """Prepare the picture, the powers of ten, and three lines of text under the limit.

        Each way has a name (a label), a shape, a slope, an order; each number is claimed as, for
        instance, right_slope.
        """
        self.lecture, self.picture = lecture, SecantPicture(lecture, study)
        self.powers = Powers(lecture, study.ways)
        self.secants = [self.picture.secant(way) for way in study.ways]
        brief(lecture, "sided_limit", study.limit)
        self.limit = lecture.formula("f'(x) = {sided_limit}", token="derivative")
        self.names, self.slopes, self.orders = [], [], []
        for name, way in zip(("right", "left", "both"), study.ways, strict=True):
            brief(lecture, f"{name}_slope", way.rows[0].slope)
            lecture.claim(f"{name}_order", way.order.power, digits=2)
            self.names.append(lecture.formula(f"{{{name}}}"))
            self.slopes.append(lecture.formula(f"m = {{{name}_slope}}"))
            self.orders.append(lecture.formula(f"{{slope}} {{{name}_order}}"))
        lecture.stack(self.limit, zone=zone)
        self._set_in_rows(zone)
        self.shapes = [
            VGroup(shape.copy().move_to((zone.left + 0.15, text.baseline + 0.11, 0)))
            for (_, shape, *_), text in zip(self.secants, self.names, strict=True)
        ]

    def _set_in_rows(self, zone: Zone) -> None:
        """Names in one column, numbers in another, behind the longest name."""
        names = zone.left + 0.12 * zone.width
        longest = max(float(name.width) for name in self.names)
        numbers = max(zone.left + 0.42 * zone.width, names + longest + 0.25)
        baseline = zone.top - 1.5
        for row in zip(self.names, self.slopes, self.orders, strict=True):
            for text, left in zip(row, (names, numbers, numbers), strict=True):
                text.fit(zone.right - left)
                text.shift((left - float(text.get_left()[0]), 0, 0)).stand_on(baseline)
            baseline -= 0.85

    def draw(self, *ways: int) -> None:
        """Show the secant of each of the ways, right 0, left 1, both 2, and its slope."""
        for way in ways:
            self.lecture.trace(*self.secants[way], run_time=1.0)
            self.lecture.appear(*self.legend(way), self.slopes[way], run_time=0.5)

    def legend(self, way: int) -> tuple[VGroup, Formula]:
        """The shape and the name of a way."""
        return self.shapes[way], self.names[way]

    def run(self) -> None:
        """For each way, show the errors, the line that they follow, and its slope."""
        for way, dots in enumerate(self.powers.dots):
            self.lecture.together(*map(FadeIn, dots[1:]), lag_ratio=0.4)
            self.lecture.trace(self.powers.lines[way], run_time=0.8)
            self.lecture.morph(self.slopes[way], self.orders[way], run_time=0.8)


class SlopeGraph:
    """The slopes of secants over their gap, of either sign, with a hole where the gap is zero."""

    def __init__(self, lecture: Lecture, study: SecantStudy, zone: Zone) -> None:
        """Draw, without showing, the axes, the graph up to its hole, and the rows of the tables."""
        slopes = study.slopes
        rows = slopes.right, slopes.left
        view = windows.around([point for side in rows for point in side])
        self.lecture, self.study = lecture, study
        self.named = lecture.formula("f(x) =", study.function, token="function", size=look.LABEL)
        for name in ("(f(x + h) - f(x)) \\/ h", "m"):  # the short one if there is no room
            self.plane = lecture.plane(view.x, view.y, zone, x_name="h", y_name=name)
            if self.plane.names[1].width + self.named.width < self.plane.box.width:
                break
        edges = (slopes.left[0], slopes.left[-1]), (slopes.right[-1], slopes.right[0])
        self.curves = [
            self.plane.curve(slopes.function, "approximation", low=float(low.x), high=float(high.x))
            for low, high in edges
        ]
        self.dots = [
            [self.plane.dot(point, "approximation", name="row") for point in side] for side in rows
        ]

    def show(self) -> None:
        """The axes, whose slopes they are, the graph, and the rows from both sides."""
        self.named.stand_on(self.plane.box.top + 0.22).align_to(self.plane.axis_x, RIGHT)
        self.lecture.appear(self.plane, self.named)
        self.lecture.trace(*self.curves)
        right, left = self.dots
        pairs = [FadeIn(dot) for pair in zip(right, left, strict=True) for dot in pair]
        self.lecture.together(*pairs, lag_ratio=0.3)

    def hole(self, words: Formula) -> tuple[VMobject, Formula]:
        """A ring at the limit, where the hole is, and words beside it."""
        ring = self.plane.ring(self.study.slopes.hole(self.study.limit), "derivative")
        return ring, self.lecture.beside(words, ring.get_center(), prefer=UP)

    def torn(self) -> Formula:
        """Why nothing fills the hole, as the script names that outcome, where the hole would be."""
        words = self.lecture.label(self.study.outcome.name.lower(), token="error")
        return self.lecture.beside(words, self.plane.box.centre)


def empty_ratio(lecture: Lecture, study: SecantStudy) -> tuple[Formula, Formula]:
    """The quotient at the top of the column, and what it is when the gap is zero."""
    nothing = without_gap(study.function, study.at)
    lecture.claim("no_rise", nothing.rise)
    lecture.claim("no_gap", nothing.gap)
    full = lecture.formula("m = frac(f(x + h) - f(x), h)")
    empty = lecture.formula("m = frac({no_rise}, {no_gap})", token="error")
    lecture.stack(full)
    lecture.stack(empty)
    empty.stand_on(full.baseline)
    return full, empty
