"""Least squares: the line whose squares are smallest, how sure it is, and what it hides."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from manim import Create, VGroup, VMobject

from mathcore import normal_equations
from mathcore.data import DataSet, seeded
from mathcore.fit_views import FitView
from mathcore.quantity import exact
from scenes.props.bowls import LinesPlane, Recentring, Uncertainty
from scenes.props.fits import FitPicture, Notes, TurningLine, claim_at
from scenes.props.four_pictures import FourPictures
from scenes.stage import look
from scenes.stage.lecture import Lecture
from scenes.stage.look import Token

PICTURE, NOTES = look.WHOLE.part(x=(0.0, 0.56)), look.WHOLE.part(x=(0.6, 1.0))
LINES = NOTES.part(y=(0.0, 0.7))
LINE: dict[str, Token] = {"line": "approximation"}
SQUARES = "chi^2 = sum_i (y_i - ([[line| m x_i + c]]))^2"
SLOPE = "m = (sum_i (x_i - overline(x)) y_i)/(sum_i (x_i - overline(x))^2)"
HEIGHT = "c = overline(y) - m overline(x)"
SUMS = "S_x = sum_i x_i, quad S_(x y) = sum_i x_i y_i"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastSquaresFitParameters:
    """What another course may change; lines lie off the best one by shares of the data's height.

    Attributes:
        x: where each point stands, or nothing for points that the course makes itself.
        y: how high each point is.
        hasty: the first line drawn by hand: how far its ends lie above the best one's.
        better: where that line is turned to first.
        beyond: where it is turned to next.
        rings: how many rings the bowl shows.
        x_name: what x measures, as mathematics.
        y_name: what y measures.
    """

    x: tuple[float, ...] = ()
    y: tuple[float, ...] = ()
    hasty: tuple[float, float] = (0.36, -0.16)
    better: tuple[float, float] = (0.09, 0.1)
    beyond: tuple[float, float] = (-0.12, 0.25)
    rings: int = 4
    x_name: str = "x"
    y_name: str = "y"

    def __post_init__(self) -> None:
        """Refuse what cannot be shown, with the reason."""
        self.view()

    def view(self) -> FitView:
        """The points, their fit, and the lines drawn by hand; a ValueError where there are none."""
        data = DataSet.read(self.x, self.y) if self.x or self.y else seeded()
        return FitView(data, (self.hasty, self.better, self.beyond), self.rings)


class LeastSquaresFit(Lecture):
    """Line, squares and point of the bowl are one pair (m, c), so they cannot drift apart."""

    parameters_type = LeastSquaresFitParameters
    shown: list[VMobject]

    def construct(self) -> None:
        """Measure how bad a line is, find the best, solve for it, and doubt it."""
        self.view = self.parameters.view()
        self.fit, self.notes = self.view.fit, Notes(self, NOTES)
        self.turning = TurningLine(self, self.view)
        self.add(self.title())
        self.first_line()
        self.squares_on_misses()
        self.every_line_is_a_point()
        self.to_the_bottom()
        self.two_equations()
        self.from_the_centre()
        self.how_sure()
        self.one_point_pulls()
        self.one_fit_four_truths()
        with self.beat("recap"):
            self.clear_stage()
            rows = (self.formula(row, colours=LINE, size=58) for row in (SQUARES, SLOPE, HEIGHT))
            self.appear(self.recap(*rows))

    def first_line(self) -> None:
        """Points, and a line drawn in a hurry."""
        view, names = self.view, (self.parameters.x_name, self.parameters.y_name)
        self.picture = FitPicture(self, view, self.turning, PICTURE, *names)
        with self.beat("points"):
            self.claim("count", exact(len(self.view.data)))
            self.appear(self.picture.plane)
            self.one_by_one(*self.picture.dots)
        with self.beat("guess"):
            pass
        with self.beat("hasty"):
            self.trace(self.picture.line)
            rule = self.notes.write("y = [[line| m x + c]]", 0.88, colours=LINE)
            self.shown = [rule, *self.notes.line(self.turning, view.digits, 0.76)]
            self.appear(*self.shown)

    def squares_on_misses(self) -> None:
        """Each miss, its square, and the area of all, which falls and grows as the line turns."""
        picture, scale = self.picture, self.view.digits.chi
        with self.beat("misses"):
            self.together(*map(Create, picture.misses), lag_ratio=0.5, run_time=2.5)
        with self.beat("squares"):
            self.remove(*picture.misses)
            self.add(picture.squares)
            self.play(picture.share.animate.set_value(1.0), run_time=2.0)
        with self.beat("area"):
            self.turning.claim("chi_hasty", self.view.lines[0])
            total = self.notes.write(SQUARES, 0.58, colours=LINE)
            area = self.notes.reading("chi^2", self.turning.badness, scale, 0.44)
            self.one_by_one(total, area)
            self.shown += [total, area]
        for beat, line in zip(("better", "beyond"), self.view.lines[1:], strict=True):
            with self.beat(beat):
                self.turning.claim(f"chi_{beat}", line)
                self.turning.to(line)

    def every_line_is_a_point(self) -> None:
        """Lines that are equally bad are a ring, and the rings are a bowl."""
        with self.beat("space"):
            self.leave(*self.shown)
            lines = LinesPlane(self, self.view.lines_window, LINES, self.turning)
            area = self.notes.reading("chi^2", self.turning.badness, self.view.digits.chi, 0.91)
            self.one_by_one(lines.plane, lines.place, area)
        with self.beat("both"):
            self.turning.to(self.view.lines[0])
        with self.beat("ring"):
            self.trace((rings := lines.rings(self.view))[0], run_time=2.0)
        with self.beat("lap"):
            self.turning.around(self.view.outer)
        with self.beat("rings"):
            self.together(*map(Create, rings[1:]), lag_ratio=0.6, run_time=2.5)
        with self.beat("where"):
            pass
        self.shown = [lines.plane, lines.place, area, *rings]

    def to_the_bottom(self) -> None:
        """Both slopes of chi squared, until they are zero."""
        slopes = self.notes.steepness(self.turning, self.view.digits, 0.765)
        with self.beat("slopes"):
            self.appear(*slopes)
        with self.beat("bottom"):
            self.turning.claim("chi_best", self.fit.line)
            self.turning.to(self.fit.line)
        self.shown += slopes

    def two_equations(self) -> None:
        """The bottom by algebra: each line is a combination of the lines before."""
        flat, *steps = normal_equations.solution()[:-1]
        with self.beat("flat"):
            self.leave(*self.shown)
            zero = self.notes.level(self.fit)
            self.appear(zero)
            self.rows = self.notes.system(flat)
            self.morph(zero, self.rows)
            self.meaning = self.notes.write(SUMS, 0.12, token="quiet")
            self.appear(self.meaning)
        for before, after in pairwise((flat, *steps)):
            with self.beat(after.reason.name.lower()):
                old, self.rows = self.rows, self.notes.system(after, before)
                self.morph(old, self.rows)

    def from_the_centre(self) -> None:
        """From the centre of mass the ring stands upright, and the formulas are simple."""
        with self.beat("centre"):
            self.leave(self.picture.squares)
            self.appear(*(centre := self.picture.centre()))
        with self.beat("origin"):
            self.leave(self.rows, self.meaning, centre[1])
            turn = Recentring(self, self.view, LINES, self.picture)
            self.appear(*turn.all, turn.axes)
            self.play(turn.share.animate.set_value(1.0), run_time=4.0)
            self.claim_that("m and c part ways", turn.upright.fit.covariance, "=", exact(0))
            self.remove(turn.turning)
            self.add(turn.after)
        with self.beat("centred"):
            for row in normal_equations.centred_identity(3):
                self.claim_equal("about the centre", row.lhs, row.rhs)
            self.leave(*turn.all, turn.after)
            self.appear(self.rows)
            simple = VGroup(self.notes.write(SLOPE, 0.72), self.notes.write(HEIGHT, 0.45))
            self.morph(self.rows, simple)
        self.shown = [simple, centre[0], turn.axes]

    def how_sure(self) -> None:
        """The ring of the lines that are nearly as good, and its shadows."""
        with self.beat("nearly"):
            claim_at(self, "scatter", self.fit.scatter, self.view.digits.chi)
            self.leave(*self.shown)
            sure = Uncertainty(self, self.view, LINES, self.turning)
            best = self.picture.straight(self.fit.line, "quiet", dashed=True)
            self.appear(sure.plane, sure.place, best)
            if sure.ellipse is None:
                self.appear(self.notes.put(self.label("perfect"), 0.72))
            else:
                self.trace(sure.ring)
                self.turning.to(self.view.lap(sure.ellipse, 0.0), run_time=1.0)
                self.turning.around(sure.ellipse, run_time=4.0)
        with self.beat("shadows"):
            sure.claim()
            self.leave(best)
            self.turning.to(self.fit.line, run_time=0.8)
            self.appear(sure.shadows)
            self.appear(self.notes.write("m = {slope} plus.minus {slope_error}", 0.93))
            self.appear(self.notes.write("c = {intercept} plus.minus {intercept_error}", 0.83))

    def one_point_pulls(self) -> None:
        """A single point, dragged away, and the line that runs after it."""
        view, picture, share = self.view, self.picture, self.parameter(0.0)
        mark, miss, line, slope = picture.pulled(share)
        with self.beat("pull"):
            self.clear_stage(picture.plane, *picture.dots, picture.line)
            self.remove(picture.dots[view.residuals.lever])
            self.appear(mark)
        with self.beat("drag"):
            claim_at(self, "dragged", view.dragged(1.0).fit.slope, view.digits.m)
            before = self.notes.write("m = {slope}", 0.88, token="quiet")
            after = self.notes.reading("m", slope, view.digits.m, 0.76, token="approximation")
            self.remove(picture.line)
            self.add(picture.straight(self.fit.line, "quiet", dashed=True), miss, line)
            self.appear(before, after)
            self.play(share.animate.set_value(1.0), run_time=4.0)

    def one_fit_four_truths(self) -> None:
        """The same numbers four times, then the pictures, then what each line leaves over."""
        with self.beat("same"):
            self.clear_stage()
            four = FourPictures(self)
            self.appear(*four.lines)
            self.one_by_one(*four.numbers)
        with self.beat("look"):
            self.one_by_one(*four.dots, run_time=3.0)
            self.appear(four.names)
        with self.beat("without"):
            self.one_by_one(*(odd := [four.without("outlier"), four.without("lever")]))
        with self.beat("match"):
            self.leave(*four.numbers, *odd)
            self.one_by_one(*four.shuffled)
        with self.beat("reveal"):
            self.leave(*four.shuffled)
            self.appear(*four.floors)
            self.together(*four.falls(), lag_ratio=1.0, run_time=4.8)
