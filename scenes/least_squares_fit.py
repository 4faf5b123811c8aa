"""Least squares: the line whose squares are smallest, how sure it is, and what it hides."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from manim import UP, Create, VGroup

from mathcore import normal_equations
from mathcore.data import DataSet, seeded
from mathcore.fit_views import FitView
from mathcore.gradients import Gradient
from mathcore.quantity import exact
from mathcore.trial_line import TrialLine
from scenes.stage import look
from scenes.stage.bowls import LinesPlane, Recentring, Uncertainty
from scenes.stage.fits import FitPicture, Notes, TurningLine
from scenes.stage.four_pictures import FourPictures
from scenes.stage.lecture import Lecture

PICTURE = look.WHOLE.part(x=(0.0, 0.56))
NOTES = look.WHOLE.part(x=(0.6, 1.0))
LINES = NOTES.part(y=(0.0, 0.7))
LINE = {"line": "approximation"}
SQUARES = "chi^2 = sum_i (y_i - ([[line| m x_i + c]]))^2"
SLOPE = "m = (sum_i (x_i - overline(x)) y_i)/(sum_i (x_i - overline(x))^2)"
HEIGHT = "c = overline(y) - m overline(x)"
ALONG = "(partial chi^2)/(partial {}) ="


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
        for name in ("hasty", "better", "beyond"):
            if not any(getattr(self, name)):
                raise ValueError(f"{name}=(0, 0) is the best line, which is for the end")
        if not 2 <= self.rings <= 8:
            raise ValueError(f"a bowl is told by two to eight rings, got rings={self.rings}")
        FitView(self.data)

    @property
    def data(self) -> DataSet:
        """The points to be fitted."""
        return DataSet.read(self.x, self.y) if self.x or self.y else seeded()


class LeastSquaresFit(Lecture):
    """Line, squares and point of the bowl are one pair (m, c), so they cannot drift apart."""

    parameters_type = LeastSquaresFitParameters

    def construct(self) -> None:
        """Measure how bad a line is, find the best, solve for it, and doubt it."""
        p: LeastSquaresFitParameters = self.parameters
        self.view = view = FitView(p.data)
        self.fit, self.data = view.fit, view.data
        self.hasty, self.better, self.beyond = (
            view.line(*each) for each in (p.hasty, p.better, p.beyond)
        )
        self.by_hand = (self.hasty, self.better, self.beyond)
        self.outer = view.ring(self.hasty)
        self.turning = TurningLine(self, view, self.hasty)
        self.notes = Notes(self, NOTES)
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
        p, view = self.parameters, self.view
        window = view.window(*self.by_hand, around=self.outer)
        names = {"x_name": p.x_name, "y_name": p.y_name}
        plane = self.plane(window.x, window.y, PICTURE, equal=view.unit, **names)
        self.picture = FitPicture(plane, view, self.turning)
        with self.beat("points"):
            self.claim("count", exact(len(self.data)))
            self.appear(plane)
            self.one_by_one(*self.picture.dots)
        with self.beat("guess"):
            pass
        with self.beat("hasty"):
            self.trace(self.picture.line)
            slope, height = (lambda: exact(self.now().m)), (lambda: exact(self.now().c))
            self.shown = [
                self.notes.write("y = [[line| m x + c]]", 0.88, colours=LINE),
                self.notes.reading("m =", slope, view.m_digits, 0.76),
                self.notes.reading("c =", height, view.c_digits, 0.76, 0.5),
            ]
            self.appear(*self.shown)

    def squares_on_misses(self) -> None:
        """Each miss, its square, and the area of all, which falls and grows as the line turns."""
        picture, digits = self.picture, self.view.chi_digits
        with self.beat("misses"):
            self.together(*map(Create, picture.misses), lag_ratio=0.5, run_time=2.5)
        with self.beat("squares"):
            self.remove(*picture.misses)
            self.add(picture.squares)
            self.play(picture.share.animate.set_value(1.0), run_time=2.0)
        with self.beat("area"):
            self.claim_badness("chi_hasty", self.hasty)
            self.shown.append(self.notes.write(SQUARES, 0.58, colours=LINE))
            self.shown.append(self.notes.reading("chi^2 =", self.turning.badness, digits, 0.44))
            self.appear(self.shown[-2])
            self.appear(self.shown[-1])
        for beat, line in (("better", self.better), ("beyond", self.beyond)):
            with self.beat(beat):
                self.claim_badness(f"chi_{beat}", line)
                self.turn_to(line)

    def every_line_is_a_point(self) -> None:
        """Lines that are equally bad are a ring, and the rings are a bowl."""
        view = self.view
        window = view.lines_window(*self.by_hand, around=self.outer)
        lines = LinesPlane(self, window, LINES, self.turning)
        rings = lines.rings(view, self.hasty, self.parameters.rings)
        with self.beat("space"):
            self.leave(*self.shown)
            area = self.notes.reading("chi^2 =", self.turning.badness, view.chi_digits, 0.91)
            self.appear(lines.plane)
            self.appear(lines.place, area)
        with self.beat("both"):
            self.turn_to(self.hasty)
        with self.beat("ring"):
            self.trace(rings[0], run_time=2.0)
        with self.beat("lap"):
            self.play(self.turning.around(self.outer, self.hasty), run_time=6.0)
        with self.beat("rings"):
            self.together(*map(Create, rings[1:]), lag_ratio=0.6, run_time=2.5)
        with self.beat("where"):
            pass
        self.shown = [lines.plane, lines.place, area, *rings]

    def to_the_bottom(self) -> None:
        """Both slopes of chi squared, until they are zero."""
        along_m, along_c = self.view.slope_digits
        slopes = [
            self.notes.reading(ALONG.format("m"), lambda: self.steep().east, along_m, 0.78),
            self.notes.reading(ALONG.format("c"), lambda: self.steep().north, along_c, 0.78, 0.5),
        ]
        with self.beat("slopes"):
            self.appear(*slopes)
        with self.beat("bottom"):
            self.claim_badness("chi_best", self.fit.line)
            self.turn_to(self.fit.line)
        self.shown += slopes

    def two_equations(self) -> None:
        """The bottom by algebra: each line is a combination of the lines before."""
        flat, *steps = normal_equations.solution()[:-1]
        with self.beat("flat"):
            self.leave(*self.shown)
            level = self.fit.line.gradient(self.data)
            for name, slope in zip("mc", level.slopes, strict=True):
                self.claim(f"level_{name}", slope, digits=0)
                self.claim_that(f"level along {name}", slope, "=", exact(0))
            zero = VGroup(
                self.notes.write(ALONG.format("m") + "{level_m}", 0.72),
                self.notes.write(ALONG.format("c") + "{level_c}", 0.45),
            )
            self.appear(zero)
            for slope, equation in zip(normal_equations.slopes(), flat.equations, strict=True):
                self.claim_equal("slope in sums", slope, equation.lhs)
            self.rows = self.notes.system(flat)
            self.morph(zero, self.rows)
            self.meaning = self.notes.write("S_(x y) = sum_i x_i y_i", 0.12, token="quiet")
            self.appear(self.meaning)
        for before, after in pairwise((flat, *steps)):
            with self.beat(after.reason.name.lower()):
                old, self.rows = self.rows, self.notes.system(after, before)
                self.morph(old, self.rows)

    def from_the_centre(self) -> None:
        """From the centre of mass the ring stands upright, and the formulas are simple."""
        centre, digits, picture = self.data.centre, self.view.c_digits, self.picture
        mark = picture.plane.mark(centre, "diamond", "ink", name="centre of mass")
        with self.beat("centre"):
            self.claim("centre_x", centre.x, digits=digits)
            self.claim("centre_y", centre.y, digits=digits)
            self.claim_that("through it", self.fit.line.point(centre.x).y, "=", centre.y)
            self.leave(picture.squares, self.meaning)
            name = self.formula("(overline(x), overline(y))")
            self.appear(mark, self.beside(name, picture.plane.at(centre), prefer=UP))
        with self.beat("origin"):
            self.leave(self.rows, name)
            turn = Recentring(self, self.view, self.outer, LINES, picture)
            self.appear(turn.plane, turn.before, turn.turning, turn.bottom, turn.axes)
            self.play(turn.share.animate.set_value(1.0), run_time=4.0)
            self.claim_that("m and c part ways", turn.upright.fit.covariance, "=", exact(0))
            self.remove(turn.turning)
            self.add(turn.after)
        with self.beat("centred"):
            for row in normal_equations.centred_identity(3):
                self.claim_equal("about the centre", row.lhs, row.rhs)
            self.leave(turn.plane, turn.before, turn.after, turn.bottom)
            self.appear(self.rows)
            simple = VGroup(self.notes.write(SLOPE, 0.72), self.notes.write(HEIGHT, 0.45))
            self.morph(self.rows, simple)
        self.shown = [simple, mark, turn.axes]

    def how_sure(self) -> None:
        """The ring of the lines that are nearly as good, and its shadows."""
        fit, picture = self.fit, self.picture
        with self.beat("nearly"):
            self.claim("scatter", fit.scatter, digits=self.view.chi_digits)
            self.leave(*self.shown)
            sure = Uncertainty(self, self.view, LINES, self.turning)
            best = picture.straight(fit.line, "quiet", dashed=True)
            self.appear(sure.plane, sure.place)
            self.add(best)
            if sure.ellipse is None:
                self.appear(self.notes.put(self.label("perfect"), 0.72))
            else:
                self.trace(sure.ring)
                self.play(self.turning.around(sure.ellipse), run_time=4.0)
        with self.beat("shadows"):
            sure.claim()
            self.turn_to(fit.line, run_time=0.8)
            self.appear(sure.shadows)
            self.appear(
                self.notes.write("m = {slope} plus.minus {slope_error}", 0.91),
                self.notes.write("c = {intercept} plus.minus {intercept_error}", 0.8),
            )

    def one_point_pulls(self) -> None:
        """A single point, dragged away, and the line that runs after it."""
        view, picture, share = self.view, self.picture, self.parameter(0.0)
        mark, miss, line = picture.pulled(share)
        with self.beat("pull"):
            self.clear_stage(picture.plane, *picture.dots, picture.line)
            self.remove(picture.dots[view.lever])
            self.appear(mark)
        with self.beat("drag"):
            after = view.dragged(1.0).fit
            self.claim("dragged", after.slope, digits=view.m_digits)
            slope = self.notes.reading(
                "m =", lambda: view.dragged(share()).fit.slope, view.m_digits, 0.88
            )
            self.remove(picture.line)
            self.add(picture.straight(self.fit.line, "quiet", dashed=True), miss, line)
            self.appear(slope)
            self.play(share.animate.set_value(1.0), run_time=4.0)

    def one_fit_four_truths(self) -> None:
        """The same numbers four times, then the pictures, then what each line leaves over."""
        four = FourPictures(self)
        with self.beat("same"):
            self.clear_stage()
            self.appear(*four.lines)
            self.one_by_one(*four.numbers)
        with self.beat("look"):
            self.one_by_one(*four.dots, run_time=3.0)
            self.appear(four.names)
        with self.beat("without"):
            odd = [four.without("outlier"), four.without("lever")]
            self.one_by_one(*odd)
        with self.beat("match"):
            self.leave(*four.numbers, *odd)
            self.one_by_one(*four.misses)
        with self.beat("reveal"):
            self.play(*four.swap(0), run_time=1.6)
            self.play(*four.swap(2), run_time=1.6)

    # -- said often -----------------------------------------------------------------------------

    def now(self) -> TrialLine:
        """The line at this moment."""
        return self.turning.now()

    def steep(self) -> Gradient:
        """The slopes of chi squared at the line."""
        return self.now().gradient(self.data)

    def turn_to(self, line: TrialLine, run_time: float = 3.5) -> None:
        """Turn and lift the line, with all that follows it."""
        self.play(*self.turning.to(line), run_time=run_time)

    def claim_badness(self, name: str, line: TrialLine) -> None:
        """Put chi squared of a line on record."""
        self.claim(name, line.chi_squared(self.data), digits=self.view.chi_digits)
