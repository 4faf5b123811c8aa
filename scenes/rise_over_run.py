"""Rise over run: what a slope is on a line, on a curve, and as a graph of its own."""

from __future__ import annotations

from dataclasses import dataclass

from manim import UP, FadeIn, VGroup

from mathcore import matching, motion, secants, slope_graph, smooth, zoom
from mathcore.functions import Function
from mathcore.half_tangents import half_tangents
from scenes.props import driving
from scenes.props.broken import Corner, Squeeze
from scenes.props.chord import Chord
from scenes.props.driving import GAIN, PACE, SPEED, TIME, Range
from scenes.props.linked import Linked
from scenes.props.magnifier import Magnifier
from scenes.props.riddle import Riddle
from scenes.props.slope_reader import SlopeReader
from scenes.stage import look
from scenes.stage.bend import Bend
from scenes.stage.formula import Formula
from scenes.stage.lecture import Lecture
from scenes.stage.look import WHOLE

THIRDS = [WHOLE.part(x=x, y=(0.11, 0.91)) for x in ((0.0, 0.31), (0.345, 0.655), (0.69, 1.0))]


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
    choices: tuple[str, ...] = ("(1.5 - t)(t - 4.5)", "(t - 1.5)(t - 4.5)", "(t - 0.7)(t - 3.7)")

    def __post_init__(self) -> None:
        """Refuse what cannot be shown, with the reason."""
        speed, riddle = function(self.speed), function(self.riddle)
        smooth.check(speed, self.time, self.speeds, self.slopes, self.bends)
        times = sorted((*self.pair, *self.later, self.near, *self.upright))
        if not self.time[0] <= times[0] < times[-1] <= self.time[1]:
            raise ValueError(f"the points from {times[0]:g} to {times[-1]:g} leave {self.time=}")
        smooth.check(secants.straightened(speed, *self.pair), (times[0], times[-1]), self.speeds)
        slope_graph.slope_graph(speed, *self.time)
        motion.drive(speed, *self.time)
        zoom.zoom(speed, self.later[0], self.time, self.speeds, self.magnify)
        smooth.check(riddle, self.riddle_time, self.riddle_heights)
        matching.riddle(riddle, [*map(function, self.choices)], *self.riddle_time)
        half_tangents(function(self.corner), self.corner_at, self.time, self.speeds)


def function(text: str) -> Function:
    """A function of the time."""
    return Function.parse(text, "t")


class RiseOverRun(Lecture):
    """The slope of a line, of a curve, of a slope graph; and where there is none."""

    parameters_type = RiseOverRunParameters

    def construct(self) -> None:
        """Drive, measure, look closer, draw the slope, lose it, and solve a riddle."""
        self.p, self.speed = self.parameters, function(self.parameters.speed)
        self.graph = slope_graph.slope_graph(self.speed, *self.p.time)
        self.add(self.title())
        self.drive()
        self.on_a_line()
        self.on_a_curve()
        self.slope_graph()
        self.slope_of_the_slope()
        self.no_slope()
        self.riddle()
        with self.beat("recap"):
            self.clear_stage()
            self.appear(self.recap(self.ratio(look.RECAP)))

    def drive(self) -> None:
        """A dot rides along the curve, and the car drives below it, on the same clock."""
        time = self.p.time
        ride = driving.Ride(self, motion.drive(self.speed, *time), time, self.p.speeds)
        with self.beat("curve"):
            self.appear(ride.plane)
            self.trace(ride.curve, run_time=2.5)
        with self.beat("ride"):
            self.appear(ride.road, ride.car, ride.dot, ride.dials)
            ride.play()
        with self.beat("seat"):
            self.play(ride.now.animate.set_value(time[0]), run_time=1.5)

    def on_a_line(self) -> None:
        """Run, rise and their ratio, which no sliding changes."""
        p, self.straight = self.p, secants.straightened(self.speed, *self.p.pair)
        self.board = driving.board(self, p.time, p.speeds)
        self.line = self.board.curve(self.straight, name="line")
        self.chord = Chord(self, self.board, self.straight, p.pair, "derivative")
        words, rows = self.chord.words(self.line), self.chord.written(self.ratio())
        run, rise, points = self.chord.triangle
        with self.beat("line"):
            self.clear_stage()
            self.appear(self.board)
            self.trace(self.line)
        with self.beat("run"):
            self.appear(points)
            self.trace(run, run_time=1.0)
            self.appear(words[0], rows[0])
        with self.beat("rise"):
            self.trace(rise, run_time=1.0)
            self.appear(words[1], rows[1])
        with self.beat("ratio"):
            self.one_by_one(*rows[2:], run_time=3.0)
        with self.beat("slide"):
            top = rows[0].get_top()
            self.leave(*rows[:2], *rows[3:], *words)
            self.play(rows[2].animate.align_to(top, UP))
            self.appear(self.chord.dials)
            self.chord.slide(p.later)

    def on_a_curve(self) -> None:
        """The same triangle on a curve: its ratio moves, and settles as one point comes close."""
        p, board, curve = self.p, self.board, self.board.curve(self.speed)
        chord = Chord(self, board, self.speed, p.pair, "approximation")
        views = zoom.zoom(self.speed, p.later[0], p.time, p.speeds, p.magnify)
        magnifier = Magnifier(self, views, THIRDS, PACE)
        with self.beat("same"):
            self.chord.slide(p.pair)
            chord.follow(self.chord)
            self.appear(chord.line)
            self.remove(self.line)
            self.play(Bend(board, self.straight, self.speed, curve, "function"), run_time=1.5)
        with self.beat("other"):
            chord.slide(p.later)
            self.claim("other_slope", chord.now().slope, figures=3)
        with self.beat("near"):
            pass
        with self.beat("closing"):
            chord.slide((p.later[0], p.near), run_time=5)
            self.claim("near_run", chord.now().run)
            self.claim("near_slope", chord.now().slope, figures=3)
        with self.beat("tangent"):
            self.clear_stage(board, curve, chord.line)
            magnifier.touch(board, curve, chord.line)
        with self.beat("closer"):
            magnifier.shrink()
            magnifier.closer()
        with self.beat("closest"):
            magnifier.closer()

    def slope_graph(self) -> None:
        """The slope drawn as a height, and what can be read from it."""
        p, graph = self.p, self.graph
        both = Linked(self, p.time, (p.speeds, p.slopes), x_name=TIME, y_names=(SPEED, GAIN))
        reader, (upper, lower) = SlopeReader(self, both, self.speed, p.later[0]), both.planes
        with self.beat("height"):
            self.clear_stage()
            self.appear(upper, upper.curve(self.speed))
            self.appear(reader.tangent, reader.dials)
            self.appear(lower)
            self.appear(reader.height)
        with self.beat("grow"):
            self.play(reader.at.animate.set_value(p.time[0]), run_time=1.5)
            self.add(lower.growing(graph.slope, reader.at, "derivative", name="slope graph"))
            self.play(reader.at.animate.set_value(p.time[1]), run_time=8)
        gone = both.fall_all([(each.point.x, each.heights) for each in graph.turns])
        with self.beat("flats"):
            self.leave(reader.tangent, reader.height, reader.dials)
            self.together(*map(FadeIn, gone), lag_ratio=0.5)
        for name, place in zip(("hardest", "least"), graph.extremes(p.later[0]), strict=True):
            mark, rows = reader.mark(place, name)
            with self.beat(name):
                self.leave(*gone)
                self.appear(mark, rows[0])
            with self.beat(f"{name}_push"):
                self.appear(*rows[1:])
            gone = VGroup(mark, *rows)

    def slope_of_the_slope(self) -> None:
        """A third graph below the other two, and where it is zero."""
        p, graph = self.p, self.graph
        three = Linked(self, p.time, (p.speeds, p.slopes, p.bends), x_name=TIME)
        names = three.named({"speed": "function", "slope": "derivative", "bend": "quiet"})
        upper, middle, lower = three.planes
        bend = lower.curve(graph.bend, "derivative", name="bend", width=look.LINE)
        with self.beat("bend"):
            self.clear_stage()
            self.appear(upper, upper.curve(self.speed), names[0])
            self.appear(middle, middle.curve(graph.slope, "derivative"), names[1])
            self.appear(lower, names[2])
            self.trace(bend.set_stroke(opacity=0.65), run_time=2.0)
        falls = three.fall_all([(each.point.x, each.heights) for each in graph.inner_steeps])
        with self.beat("turning"):
            self.together(*map(FadeIn, falls), lag_ratio=0.5)

    def no_slope(self) -> None:
        """A triangle without a run has no ratio, and a corner has two."""
        p, board = self.p, driving.board(self, self.p.time, self.p.speeds)
        squeeze = Squeeze(self, board, secants.secant(self.speed, *p.upright))
        corner = Corner(self, board, function(p.corner), p.corner_at)
        with self.beat("squeeze"):
            self.clear_stage()
            self.appear(board, self.stack(self.ratio()))
            squeeze.shrink(1, "right_ratio")
        with self.beat("from_left"):
            squeeze.shrink(-1, "left_ratio")
        with self.beat("collapse"):
            squeeze.collapse()
        with self.beat("corner"):
            self.clear_stage(board)
            corner.from_left()
        with self.beat("two_slopes"):
            corner.to_right()

    def riddle(self) -> None:
        """Three graphs that claim to be the slope of a new curve."""
        p, f, choices = self.p, function(self.p.riddle), [*map(function, self.p.choices)]
        windows = p.riddle_time, p.riddle_heights, p.riddle_slopes
        riddle, gone = Riddle(self, f, choices, windows, THIRDS), VGroup()
        with self.beat("riddle"):
            self.clear_stage()
            self.appear(*(each.above for each in riddle.suspects))
        with self.beat("which"):
            self.appear(*(each.below for each in riddle.suspects))
        for name, false in zip(("first_false", "second_false"), riddle.false, strict=True):
            with self.beat(name):
                self.leave(*gone)
                gone = riddle.rule_out(*false)
        with self.beat("match"):
            self.leave(*gone)
            riddle.solve()

    def ratio(self, size: float = look.FORMULA) -> Formula:
        """The one formula to keep."""
        return self.formula("{slope} = {rise} / {run}", size=size, colours={"slope": "derivative"})
