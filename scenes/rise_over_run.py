"""Rise over run: what a slope is on a line, on a curve, and as a graph of its own."""

from __future__ import annotations

from dataclasses import dataclass

from manim import DOWN, RIGHT, UP, FadeIn, ReplacementTransform, VGroup

from mathcore import matching, motion, smooth
from mathcore.corners import Outcome, one_sided
from mathcore.functions import Function
from mathcore.lines import Line
from mathcore.quantity import exact
from mathcore.secants import secant
from mathcore.slope_graph import Kind, slope_graph
from mathcore.tangents import tangent
from mathcore.zoom import zoom
from scenes.stage import driving, look
from scenes.stage.chord import Chord, Triangle, measures
from scenes.stage.dials import Dial, dials
from scenes.stage.driving import GAIN, PACE, SECONDS, SPEED, TIME, Range, Ride
from scenes.stage.formula import Formula
from scenes.stage.lecture import Lecture
from scenes.stage.linked import Linked
from scenes.stage.look import STAGE, WHOLE
from scenes.stage.magnifier import Magnifier
from scenes.stage.riddle import Riddle
from scenes.stage.slope_reader import SlopeReader

THIRDS = [WHOLE.part(x=x, y=(0.14, 0.9)) for x in ((0.0, 0.31), (0.345, 0.655), (0.69, 1.0))]
TWO = [STAGE.part(y=y) for y in ((0.5, 1.0), (0.0, 0.48))]
THREE = [STAGE.part(y=y) for y in ((0.7, 1.0), (0.39, 0.67), (0.0, 0.36))]
CLOSE = 0.02  # the share of its run that a triangle keeps just before it collapses


@dataclass(frozen=True, slots=True, kw_only=True)
class RiseOverRunParameters:
    """What another course may change; times are in seconds, speeds in metres a second."""

    speed: str = "t^2 (21420000 - 8456000t + 1380225t^2 - 109116t^3 + 4130t^4 - 60t^5) / 5000000"
    time: Range = (0.0, 20.0)  # the window in which the speed is shown
    speeds: Range = (0.0, 25.0)
    slopes: Range = (-5.0, 5.0)  # the view of its slope
    bends: Range = (-10.0, 10.0)  # and of the slope of that
    pair: Range = (3.0, 15.0)  # the first triangle, from one time to another
    later: Range = (8.0, 17.0)  # where its ends slide to; a tangent touches at the first
    near: float = 8.04  # how close the second comes to the first
    magnify: Range = (8.0, 64.0)  # how closely curve and tangent are looked at
    upright: Range = (7.0, 12.0)  # the triangle that loses its run
    corner: str = "min(4 + 1.6t, 32 - 1.2t)"  # a speed with a corner, in the same window
    corner_at: float = 10.0
    riddle: str = "t^3/3 - 3t^2 + 6.75t + 1"  # a new curve, its window, and that of its slope
    riddle_time: Range = (0.0, 6.0)
    riddle_heights: Range = (0.0, 6.5)
    riddle_slopes: Range = (-8.0, 8.0)
    choices: tuple[str, str, str] = (
        "(1.5 - t)(t - 4.5)", "(t - 1.5)(t - 4.5)", "(t - 0.7)(t - 3.7)"
    )  # fmt: skip

    def __post_init__(self) -> None:
        """Refuse what cannot be shown, with the reason."""
        speed = function(self.speed)
        smooth.check(speed, self.time, self.speeds, self.slopes, self.bends)
        times = sorted((*self.pair, *self.later, self.near, *self.upright))
        if not self.time[0] <= times[0] < times[-1] <= self.time[1]:
            raise ValueError(f"the points from {times[0]:g} to {times[-1]:g} leave {self.time=}")
        smooth.check(straight(speed, self.pair), (times[0], times[-1]), self.speeds)
        slope_graph(speed, *self.time)
        motion.drive(speed, *self.time)
        zoom(speed, self.later[0], self.time, self.speeds, self.magnify)
        one_sided(function(self.corner), self.corner_at).ended(Outcome.CORNER)
        smooth.check(function(self.riddle), self.riddle_time, self.riddle_heights)
        matching.riddle(function(self.riddle), [*map(function, self.choices)], *self.riddle_time)


def function(text: str) -> Function:
    """A function of the time."""
    return Function.parse(text, "t")


def straight(f: Function, pair: Range) -> Function:
    """The straight line that agrees with a function at two times."""
    return secant(f, *pair).line.function(f.variable)


class RiseOverRun(Lecture):
    """The slope of a line, of a curve, of a slope graph; and where there is none."""

    parameters_type = RiseOverRunParameters

    def construct(self) -> None:
        """Drive, measure, look closer, draw the slope, lose it, and solve a riddle."""
        self.p, self.speed = self.parameters, function(self.parameters.speed)
        self.add(self.title())
        self.drive()
        self.on_a_line()
        self.on_a_curve()
        self.slope_graph()
        self.slope_of_the_slope()
        self.no_run()
        self.two_slopes()
        self.riddle()
        with self.beat("recap"):
            self.clear_stage()
            self.appear(self.recap(self.ratio(look.RECAP)))

    # -- acts ---------------------------------------------------------------------------------

    def drive(self) -> None:
        """A dot rides along the curve, and the car drives below it, on the same clock."""
        p = self.p
        ride = Ride(self, motion.drive(self.speed, *p.time), p.time, p.speeds)
        with self.beat("curve"):
            self.appear(ride.plane)
            self.trace(ride.curve, run_time=2.5)
        with self.beat("ride"):
            self.appear(ride.road, ride.car, ride.dot, ride.dials)
            ride.play()
        with self.beat("seat"):
            self.play(ride.now.animate.set_value(p.time[0]), run_time=1.5)

    def on_a_line(self) -> None:
        """Run, rise and their ratio, which no sliding changes."""
        p, line = self.p, straight(self.speed, self.p.pair)
        self.board = plane = driving.board(self, p.time, p.speeds)
        self.line, first = plane.curve(line, name="line"), secant(line, *p.pair)
        self.chord = chord = Chord(self, plane, line, p.pair, "derivative")
        run, rise, points = chord.triangle
        run_word, rise_word = self.label("run"), self.label("rise")
        self.beside(run_word, run.get_center(), prefer=DOWN, avoid=[plane, self.line, run])
        self.beside(rise_word, rise.get_center(), prefer=RIGHT, avoid=[plane, self.line, rise])
        rows = self.stack(
            self.formula("{run} =", self.claim("first_run", first.run), SECONDS),
            self.formula("{rise} =", self.claim("first_rise", first.rise, figures=3), PACE),
            self.ratio(),
            self.formula("= {first_rise} / {first_run}"),
            self.formula("=", self.claim("first_slope", first.slope, figures=3), GAIN),
        )
        with self.beat("line"):
            self.clear_stage()
            self.appear(plane)
            self.trace(self.line)
        with self.beat("run"):
            self.appear(points)
            self.trace(run, run_time=1.0)
            self.appear(run_word, rows[0])
        with self.beat("rise"):
            self.trace(rise, run_time=1.0)
            self.appear(rise_word, rows[1])
        with self.beat("ratio"):
            self.appear(rows[2])
            self.morph(VGroup(*rows[:2]).copy(), rows[3])
            self.appear(rows[4])
        with self.beat("slide"):
            top = rows[0].get_top()
            self.leave(*rows[:2], *rows[3:], run_word, rise_word)
            self.play(rows[2].animate.align_to(top, UP))
            self.appear(chord.dials)
            chord.slide(p.later)

    def on_a_curve(self) -> None:
        """The same triangle on a curve; one point comes close; and how close they look."""
        p, plane = self.p, self.board
        chord, curve = Chord(self, plane, self.speed, p.pair, "approximation"), plane.curve(self.speed)
        with self.beat("same"):
            self.chord.slide(p.pair)
            self.remove(*self.chord.triangle, self.chord.dials)
            self.add(chord.triangle, chord.dials)
            self.appear(chord.line)
            self.play(ReplacementTransform(self.line, curve), run_time=1.5)
        with self.beat("other"):
            chord.slide(p.later)
            self.claim("other_slope", chord.now().slope, figures=3)
        with self.beat("near"):
            pass
        with self.beat("closing"):
            chord.slide((p.later[0], p.near), run_time=5)
            self.claim("near_run", chord.now().run)
            self.claim("near_slope", chord.now().slope, figures=3)
        views = zoom(self.speed, p.later[0], p.time, p.speeds, p.magnify)
        touching = plane.segment(views.views[0].ends, "derivative", name="tangent", merging=True)
        dot = plane.dot(views.tangent.touch)
        slope = self.claim("tangent_slope", views.tangent.slope, figures=3)
        magnifier = Magnifier(self, views, THIRDS, PACE)
        with self.beat("tangent"):
            self.clear_stage(plane, curve, chord.line)
            self.play(ReplacementTransform(chord.line, touching), FadeIn(dot))
            self.appear(*self.stack(self.formula("{slope} =", slope, GAIN, token="derivative")))
        with self.beat("closer"):
            self.clear_stage(curve, touching, dot)
            magnifier.take(curve, touching, dot)
            magnifier.closer()
        with self.beat("closest"):
            magnifier.closer()

    def slope_graph(self) -> None:
        """The slope drawn as a height, and what can be read from it."""
        p, graph, now = self.p, slope_graph(self.speed, *self.p.time), self.parameter(self.p.later[0])
        both = Linked(self, p.time, (p.speeds, p.slopes), TWO, x_name=TIME, y_names=(SPEED, GAIN))
        (upper, lower), reader = both.planes, SlopeReader(both, self.speed, now)
        counted = dials(
            self,
            Dial("time", SECONDS, reader.time, p.time),
            Dial("slope", GAIN, reader.slope, p.slopes, "derivative"),
        )
        with self.beat("height"):
            self.clear_stage()
            self.appear(upper, upper.curve(self.speed))
            self.appear(reader.tangent, counted)
            self.appear(lower)
            self.appear(reader.height)
        with self.beat("grow"):
            self.play(now.animate.set_value(p.time[0]), run_time=1.5)
            self.add(lower.growing(graph.slope, now, "derivative", name="slope graph"))
            self.play(now.animate.set_value(p.time[1]), run_time=8)
        flats = [each for each in graph.flats if each.kind is not Kind.END]
        shown = VGroup(*(both.fall(each.point.x, (each.point.y, each.zero.y)) for each in flats))
        with self.beat("flats"):
            self.leave(reader.tangent, reader.height, counted)
            self.together(*map(FadeIn, shown), lag_ratio=0.5)
        steepest = [graph.steepest, graph.steepest_fall] if graph.steeps else []
        places = [each.point.x for each in steepest] or [p.later[0], p.later[0]]
        for name, place in zip(("hardest", "least"), places, strict=True):
            there = tangent(self.speed, place)
            line = there.within(p.time, p.speeds)
            rows = self.stack(
                self.formula("{time} =", self.claim(f"{name}_time", there.touch.x, figures=3), SECONDS),
                self.formula("{slope} =", self.claim(f"{name}_push", there.slope, figures=3), GAIN),
                self.formula(f"({PACE}) / {SECONDS} = {GAIN}", token="quiet"),
            )
            with self.beat(name):
                self.leave(*shown)
                shown = VGroup(
                    both.fall(there.touch.x, (there.touch.y, there.slope)),
                    upper.segment(line, "derivative", name="tangent", merging=True), *rows,
                )  # fmt: skip
                self.appear(*shown[:-2])
            with self.beat(f"{name}_push"):
                self.appear(*shown[-2:])

    def slope_of_the_slope(self) -> None:
        """A third graph below the other two."""
        p, graph = self.p, slope_graph(self.speed, *self.p.time)
        three = Linked(self, p.time, (p.speeds, p.slopes, p.bends), THREE, x_name=TIME)
        upper, middle, lower = three.planes
        curves = upper.curve(self.speed), middle.curve(graph.slope, "derivative", name="slope graph")
        bend = lower.curve(graph.bend, "derivative", name="bend", width=look.LINE)
        names = self.label("speed", token="function"), self.label("slope", token="derivative"), self.label("bend", token="quiet")
        for name, plane in zip(names, three.planes, strict=True):
            name.move_to((look.COLUMN.left + name.width / 2, plane.box.centre[1], 0))
        with self.beat("bend"):
            self.clear_stage()
            self.appear(upper, middle, *curves, *names[:2])
            self.appear(lower, names[2])
            self.trace(bend.set_stroke(opacity=0.65), run_time=2.0)
        turns = [each for each in graph.steeps if not each.at_end]
        with self.beat("turning"):
            falls = [three.fall(s.point.x, (s.point.y, s.slope, exact(0.0))) for s in turns]
            self.together(*map(FadeIn, falls), lag_ratio=0.5)

    def no_run(self) -> None:
        """The same rise over less and less run, from the right, from the left, and over none."""
        p, whole, share = self.p, secant(self.speed, *self.p.upright), self.parameter(1.0)
        plane = driving.board(self, p.time, p.speeds)
        corners = lambda: whole.squeezed_corners(share())  # noqa: E731
        legs = Triangle(plane, corners)
        slant = plane.segment(lambda: corners()[::2], "approximation", name="slant", merging=True)
        with self.beat("squeeze"):
            counted = measures(self, plane, lambda: whole.squeezed(share()), "approximation")
            self.clear_stage()
            self.appear(plane, legs, slant, *self.stack(self.ratio()), counted)
            self.play(share.animate.set_value(CLOSE), run_time=4)
            self.claim("right_ratio", whole.squeezed(CLOSE).slope, figures=3)
        with self.beat("from_left"):
            self.leave(legs, slant, counted)
            share.set_value(-1.0)
            counted = measures(self, plane, lambda: whole.squeezed(share()), "approximation")
            self.appear(legs, slant, counted)
            self.play(share.animate.set_value(-CLOSE), run_time=4)
            self.claim("left_ratio", whole.squeezed(-CLOSE).slope, figures=3)
        with self.beat("collapse"):
            self.leave(counted)
            self.play(share.animate.set_value(0.0), run_time=1.0)
            self.claim_that("upright", corners()[2].x, "=", whole.start.x)
            fraction = self.claim("kept_rise", whole.rise, figures=3), self.claim("no_run", exact(0.0))
            rows = self.stack(
                self.formula(fraction[0], "/", fraction[1]),
                self.label("no_ratio", token="error", size=look.FORMULA),
                zone=look.COLUMN.part(y=(0.0, 0.74)),
            )
            self.appear(*rows)

    def two_slopes(self) -> None:
        """A corner: a slope on either side, and no tangent."""
        p, bent, plane = self.p, function(self.p.corner), driving.board(self, self.p.time, self.p.speeds)
        sides, at = one_sided(bent, p.corner_at), bent.point(p.corner_at)
        left, right = (Line(at, each).within(p.time, p.speeds) for each in (sides.left, sides.right))
        rows = self.stack(
            self.formula("{left}:", self.claim("left_slope", sides.left, figures=3), GAIN),
            self.formula("{right}:", self.claim("right_slope", sides.right, figures=3), GAIN),
            self.label("no_tangent", token="error"),
        )
        with self.beat("corner"):
            self.clear_stage()
            self.appear(plane)
            self.trace(plane.curve(bent))
            self.appear(plane.dot(at))
            self.trace(plane.segment((at, left[1]), "derivative", name="left", dashed=True))
            self.appear(rows[0])
        with self.beat("two_slopes"):
            self.trace(plane.segment((at, right[0]), "derivative", name="right", dashed=True))
            self.appear(*rows[1:])

    def riddle(self) -> None:
        """Three graphs that claim to be the slope of a new curve."""
        p, f = self.p, function(self.p.riddle)
        windows = p.riddle_time, p.riddle_heights, p.riddle_slopes
        riddle = Riddle(self, f, [*map(function, p.choices)], windows, THIRDS)
        gone = VGroup()
        with self.beat("riddle"):
            self.clear_stage()
            self.appear(*(each.above for each in riddle.suspects))
        with self.beat("which"):
            self.appear(*(each.below for each in riddle.suspects))
        for name, (suspect, wrong) in zip(("first_false", "second_false"), riddle.false, strict=True):
            with self.beat(name):
                self.leave(*gone)
                self.appear(evidence := suspect.evidence(wrong))
                gone = suspect.above, suspect.below, evidence
        with self.beat("match"):
            self.leave(*gone)
            self.claim_equal("match", riddle.right.candidate.expression, f.derivative().expression)

    # -- parts --------------------------------------------------------------------------------

    def ratio(self, size: float = look.FORMULA) -> Formula:
        """The one formula to keep."""
        return self.formula("{slope} = {rise} / {run}", size=size, colours={"slope": "derivative"})
