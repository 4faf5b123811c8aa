"""Newton's method: follow the tangent down to the axis, stand there, and do it again."""

from dataclasses import dataclass
from itertools import pairwise

from manim import Create, FadeIn

from mathcore import newton_cases, windows
from mathcore.newton import NewtonTrace
from mathcore.windows import Range
from scenes.props import basin_pictures, convergence, walks
from scenes.stage import look
from scenes.stage.lecture import Lecture

PICTURE, NOTES = look.WHOLE.part(x=(0.0, 0.58)), look.WHOLE.part(x=(0.635, 1.0))
MIDDLE = look.WHOLE.part(x=(0.08, 0.92))
BELOW = NOTES.part(y=(0.0, 0.8))  # the name of the function
HALVES = PICTURE.part(y=(0.5, 1.0)), PICTURE.part(y=(0.0, 0.47))
STRIPS = (0.41, 0.62), (0.2, 0.41), (0.0, 0.2)  # shares of the height


@dataclass(frozen=True, slots=True, kw_only=True)
class NewtonIterationsParameters:
    """What another course may change; starts are written as formulas, so that they are exact."""

    function: str = "x^3 - 2x + 2"  # whose root is sought
    start: str = "-2"  # from where the walk reaches it
    x_range: Range = (-2.5, 2.3)  # the view of that curve
    y_range: Range = (-4.0, 7.0)
    figures: int = 14  # significant figures of a place in the table
    rows: int = 6  # of the table, at least six
    bracket: Range = (-2.0, -1.0)  # what bisection halves
    trap: str = "x^3 - 2x + 2"  # a curve on which walks go astray
    trap_x_range: Range = (-2.5, 2.3)  # the view of it, and the starts that are painted
    trap_y_range: Range = (-4.0, 7.0)
    ring: str = "0"  # a start that comes round again
    near: str = "1/10"  # a start beside it
    flat: str = "sqrt(2/3)"  # a start where the tangent is level
    fringe: Range = (-0.9, -0.3)  # starts among which the colours fray
    deeper: Range = (-0.72, -0.64)  # a piece of the fringe
    plane_x_range: Range = (-2.5, 2.5)  # complex starts: real parts
    plane_y_range: Range = (-2.0, 2.0)  # and imaginary parts
    descend: str = "2"  # from where Newton on the slope of the trap finds a minimum

    def __post_init__(self) -> None:
        """Refuse what cannot be shown, with the reason."""
        if not 6 <= self.rows <= 8:
            raise ValueError(f"the table holds six to eight rows, got rows={self.rows}")
        windows.nested(self.trap_x_range, self.fringe, self.deeper)
        self.walks()
        newton_cases.descent(self.trap, self.descend)

    def walks(self) -> tuple[NewtonTrace, newton_cases.Traps]:
        """The walk to the root, and those that go astray."""
        view = windows.Window(self.x_range, self.y_range)
        main = newton_cases.swift(self.function, self.start, self.rows, view)
        view = windows.Window(self.trap_x_range, self.trap_y_range)
        return main, newton_cases.traps(self.trap, self.ring, self.near, self.flat, view)


class NewtonIterations(Lecture):
    """Each tangent is read from a trace, so the picture cannot drift from the mathematics."""

    parameters_type = NewtonIterationsParameters

    def construct(self) -> None:
        """Walk, find the rule, measure its speed, see it fail, and compare it."""
        self.p = self.parameters
        self.walk, self.astray = self.p.walks()
        self.add(self.title())
        self.first_steps()
        self.right_digits()
        self.errors()
        self.traps()
        self.every_start()
        self.rival()
        self.lowest_point()
        with self.beat("recap"):
            self.clear_stage()
            self.appear(self.recap(walks.rule(self, look.RECAP)))

    def first_steps(self) -> None:
        """A start, a tangent, the next place; the rule from the triangle; and once more."""
        f, (zero, one, two) = self.walk.function, self.walk.visits[:3]
        plane = self.plane(self.p.x_range, self.p.y_range, PICTURE, x_name="x")
        named = walks.heading(self, f, NOTES)
        with self.beat("curve"):
            self.appear(plane)
            self.together(Create(plane.curve(f)), FadeIn(named), lag_ratio=0.3, run_time=2.5)
        with self.beat("start"):
            measured = walks.measured(self, zero, BELOW)
            self.one_by_one(*walks.standing(plane, zero, 0))
            self.one_by_one(*measured)
        with self.beat("zoom"):
            plane = walks.closer(plane, (zero, one, two), f, PICTURE, named, *measured)
            self.appear(*walks.standing(plane, zero, 0))
        with self.beat("tangent"):
            walks.follow(plane, zero)
        with self.beat("stand"):
            self.brief("x_one", one.x)
            self.one_by_one(*walks.standing(plane, one, 1))
            self.leave(*measured)
        with self.beat("triangle"):
            self.trace(*walks.legs(plane, zero))
            lines = walks.derivation(self, f, BELOW)
            self.appear(lines[0])
        for name, (before, after) in zip(("solve", "rule"), pairwise(lines), strict=True):
            with self.beat(name):
                self.morph(before, after)
        with self.beat("again"):
            plane = walks.closer(plane, (one, two), f, PICTURE, named, lines[-1])
            self.appear(*walks.standing(plane, one, 1))
            walks.follow(plane, one)
            self.appear(*walks.standing(plane, two, 2))

    def right_digits(self) -> None:
        """The table: how many digits each tangent gives."""
        with self.beat("table"):
            self.clear_stage()
            size = self.p.rows, self.p.figures
            table, rows = convergence.digit_table(self, self.walk, *size, MIDDLE)
            self.appear(table)
            self.one_by_one(*rows[:-4], run_time=3.0)
        with self.beat("rows"):
            self.one_by_one(*rows[-4:-2], run_time=2.5)
        with self.beat("guess"):
            unknown = self.formula('"?"', token="derivative").move_to(rows[-2][3])
            self.appear(rows[-2][0], unknown)
        with self.beat("reveal"):
            self.leave(unknown, run_time=0.4)
            self.appear(*rows[-2][1:])
            self.appear(rows[-1])

    def errors(self) -> None:
        """Each error against the one before: a line whose slope is the order."""
        with self.beat("errors"):
            self.clear_stage()
            root, error, *law = convergence.error_law(self, self.walk, NOTES)
            plane, dots = convergence.error_plane(self, self.walk, PICTURE)
            self.appear(plane, root, error)
            self.one_by_one(*dots)
        with self.beat("order"):
            self.claim("order", self.walk.convergence.order, digits=2)
            self.trace(convergence.order_line(plane, self.walk))
            order = self.formula("{incline} thick {order}", token="derivative")
            self.appear(self.beside(order, dots[len(dots) // 2].get_center()), law[0])
        with self.beat("factor"):
            self.one_by_one(*law[1:])

    def traps(self) -> None:
        """A walk that goes round for ever, one beside it, and one that cannot begin."""
        ring, near, flat = self.astray.ring, self.astray.near, self.astray.flat
        f, named = self.astray.function, walks.heading(self, self.astray.function, NOTES)
        plane = self.plane(self.p.trap_x_range, self.p.trap_y_range, PICTURE, x_name="x")
        view = plane, plane.curve(f), named
        with self.beat("trap"):
            for name, visit in zip("abc", ring.visits, strict=False):
                self.brief(f"ring_{name}", visit.x)
            walks.begin(ring, *view)
        with self.beat("ring"):
            close = walks.closer(plane, ring.visits, f, PICTURE, named)
            for n, visit in enumerate(ring.visits[:-1]):
                self.appear(*walks.standing(close, visit, n), run_time=0.4)
                walks.follow(close, visit, run_time=1.2)
            self.appear(walks.ending(self, ring, BELOW))
        with self.beat("near"):
            self.brief("near_start", near.visits[0].x)
            walks.begin(near, *view)
        with self.beat("stops"):
            self.claim("near_steps", near.stops[-1].x)
            self.brief("near_end", near.visits[-1].x)
            self.clear_stage(named)
            axes, *stops = convergence.stops(self, near, ring, PICTURE)
            self.appear(axes)
            self.one_by_one(*stops, run_time=3.0)
            self.appear(walks.ending(self, near, BELOW))
        with self.beat("flat"):
            self.brief("flat_start", flat.visits[0].x)
            walks.begin(flat, *view)
            level = flat.visits[0].line.across(*self.p.trap_x_range)
            self.trace(plane.segment(level, "derivative", name="level tangent"))
            self.appear(walks.ending(self, flat, BELOW))

    def every_start(self) -> None:
        """Starts on a line, painted by where they end; two closer looks; the complex plane."""
        p, f, named = self.p, self.astray.function, walks.heading(self, self.astray.function, NOTES)
        top = self.plane(p.trap_x_range, p.trap_y_range, PICTURE.part(y=(0.62, 1.0)), most=(0, 3))
        strips = [
            basin_pictures.strip(top, f, ends, PICTURE.part(y=height))
            for ends, height in zip((p.trap_x_range, p.fringe, p.deeper), STRIPS, strict=True)
        ]
        key = self.stack(self.label("late"), self.label("none"), zone=BELOW)
        with self.beat("strip"):
            self.clear_stage()
            self.appear(top, top.curve(f), named)
            self.appear(*strips[0])
            self.appear(*key)
        for name, (wide, close) in zip(("fringe", "deeper"), pairwise(strips), strict=True):
            with self.beat(name):
                basin_pictures.enlarge(wide[0], *close)
        with self.beat("border"):
            self.clear_stage(named)
            x, y = p.plane_x_range, p.plane_y_range
            axes = self.plane(x, y, PICTURE, x_name='"Re"', y_name='"Im"', equal=True)
            starts = basin_pictures.ComplexPlane(axes, f)
            names = self.stack(*starts.names[:4], zone=NOTES.part(y=(0.0, 0.5)))
            self.appear(axes)
            self.appear(*starts.marks, *names)
        with self.beat("plane"):
            self.appear(starts.image, *key, run_time=1.5)

    def rival(self) -> None:
        """Bisection of a bracket, and its steps against Newton's."""
        f, halving = self.walk.function, newton_cases.rival(self.walk, *self.p.bracket)
        with self.beat("bisection"):
            self.clear_stage()
            top, intervals = convergence.halvings(self, halving, *HALVES)
            self.appear(top, top.curve(f), walks.heading(self, f, NOTES))
            self.one_by_one(*intervals, run_time=3.0)
            if not halving.found:
                self.appear(walks.ending(self, halving, BELOW))
        with self.beat("race"):
            self.clear_stage()
            plane, slow, fast = convergence.race(self, self.walk, halving, MIDDLE)
            self.appear(plane)
            self.one_by_one(*slow, *fast, run_time=4.0)

    def lowest_point(self) -> None:
        """Newton on the slope finds a bottom of the curve."""
        descent = newton_cases.descent(self.p.trap, self.p.descend)
        f, slope, visits = descent.function, descent.walk.function, descent.walk.visits
        view, low = windows.around(descent.points, 0.4), windows.around([v.point for v in visits])
        top, below = self.linked(view.x, (view.y, HALVES[0], "f"), (low.y, HALVES[1], "f'"))
        newton = self.stack(walks.rule(self), zone=BELOW)[0]
        with self.beat("bottom"):
            self.clear_stage()
            self.appear(top, top.curve(f), walks.heading(self, f, NOTES))
            self.appear(below, below.curve(slope, "derivative"), newton)
        with self.beat("descend"):
            self.brief("descend_start", visits[0].x)
            self.claim("bottom", descent.place, figures=4)
            self.morph(newton, self.stack(walks.rule(self, of_slope=True), zone=BELOW)[0])
            self.appear(*walks.stand(below, visits[0], (top, f)))
            for visit in visits[:3]:
                walks.follow(below, visit, 1.4, shadow=(top, f))
        with self.beat("pit"):
            self.claim("curvature", descent.curvature, figures=3)
            found = self.formula("x = {bottom}"), self.formula("f''(x) = {curvature}")
            self.appear(top.ring(f.point(descent.place), "ink", name="bottom"))
            self.appear(*self.stack(*found, zone=NOTES.part(y=(0.0, 0.5))))
