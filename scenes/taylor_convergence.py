"""Taylor series: what one point tells of a curve, how far it carries, and where it misleads."""

from __future__ import annotations

from dataclasses import dataclass

from manim import VGroup

from mathcore.taylor import Expansion
from mathcore.taylor_cases import Faithful, Limited, faithful, limited, missing, silent, whole
from mathcore.windows import Range, Window
from scenes.props import polynomials
from scenes.props.discs import Border, Disc
from scenes.props.error_planes import ErrorPlane
from scenes.props.growth import Growth, track, upright
from scenes.stage import look
from scenes.stage.lecture import Lecture
from scenes.stage.look import COLUMN, STAGE, WHOLE

HEAD = WHOLE.part(y=(0.87, 1.0))
PICTURE = WHOLE.part(x=(0.0, 0.66), y=(0.0, 0.83))
NOTES = WHOLE.part(x=(0.71, 1.0), y=(0.0, 0.82))
FOOT = NOTES.part(y=(0.0, 0.2))
UPPER, LOWER = (WHOLE.part(x=(0.03, 0.66), y=y) for y in ((0.64, 1.0), (0.0, 0.6)))


@dataclass(frozen=True, slots=True, kw_only=True)
class TaylorConvergenceParameters:
    """What another course may change; centres are written as formulas, so that they are exact."""

    function: str = "cos(x)"  # that its polynomials follow
    centre: str = "0"
    order: int = 10  # the highest that is shown
    x_range: Range = (-7.0, 7.0)
    y_range: Range = (-2.2, 2.2)
    probe: float = 2.0  # where the errors of its polynomials are compared
    lowest: float = -3.0  # the least power of ten on the axis of errors
    levels: Range = (0.0, -2.0)  # powers of ten between which the wanted error slides
    near: str = "1/x"  # a function whose series converges only near its centre
    near_centre: str = "1"
    near_order: int = 8
    near_x_range: Range = (-1.5, 3.5)
    near_y_range: Range = (-4.0, 6.0)
    places: Range = (1.6, 2.4)  # inside and outside of where it converges
    flat: str = "exp(-1/x^2)"  # a function whose every derivative at its centre is zero
    flat_centre: str = "0"
    flat_order: int = 6
    flat_x_range: Range = (-3.0, 3.0)
    flat_y_range: Range = (-0.25, 1.1)
    flat_places: Range = (0.2, 1.5)  # close to the centre, and where the gap is shown

    def __post_init__(self) -> None:
        """Refuse what cannot be shown, with the reason."""
        self.cases()

    def cases(self) -> tuple[Faithful, Limited, Expansion]:
        """What `mathcore` says of the three functions; a ValueError where one cannot be shown."""
        good, near = (
            Window(self.x_range, self.y_range),
            Window(self.near_x_range, self.near_y_range),
        )
        flat, levels = Window(self.flat_x_range, self.flat_y_range), (*self.levels, self.lowest)
        return (
            faithful(self.function, self.centre, self.order, good, self.probe, levels),
            limited(self.near, self.near_centre, self.near_order, near, self.places),
            silent(self.flat, self.flat_centre, self.flat_order, flat, self.flat_places),
        )


class TaylorConvergence(Lecture):
    """Every curve is drawn from the same expansion that the numbers are read from."""

    parameters_type = TaylorConvergenceParameters

    def construct(self) -> None:
        """Grow a polynomial, measure its error, see a series end, and see one mislead."""
        self.p = self.parameters
        self.good, self.near, self.flat = self.p.cases()
        self.add(self.title())
        self.one_point()
        self.more_terms()
        self.errors()
        self.slider()
        self.ends_early()
        self.why_there()
        self.wrong_function()
        with self.beat("recap"):
            self.clear_stage()
            self.appear(self.recap(*polynomials.card(self)))

    def one_point(self) -> None:
        """Height, slope and bend at one point of a hidden curve, then the curve, and the rule."""
        e = self.good.expansion
        self.board = plane = self.plane(self.p.x_range, self.p.y_range, PICTURE, x_name="x")
        self.growth = growth = Growth(plane, e, HEAD)
        rows, function = polynomials.measured(self, e), polynomials.named(self, e)
        self.stack(*rows, function, zone=NOTES)
        with self.beat("point"):
            self.appear(plane)
            self.appear(plane.dot(e.function.point(e.at)))
            self.appear(rows[0])
        with self.beat("guess"):
            pass
        with self.beat("constant"):
            self.trace(growth.begin(0))
        for n, name in enumerate(("slope", "bend"), start=1):
            with self.beat(name):
                self.appear(rows[n])
                growth.step(n)
        with self.beat("reveal"):
            growth.settle()
            self.trace(track(plane, e), run_time=2.5)
            self.appear(function)
        self.column = polynomials.matching(self, NOTES)
        with self.beat("rule"):
            self.leave(*rows, function)
            self.one_by_one(*self.column, run_time=5.0)

    def more_terms(self) -> None:
        """The derivatives at the centre, a term for each that is not zero, and the error left."""
        e, orders = self.good.expansion, self.good.orders
        frame, rows = polynomials.derivatives(self, e, 8, "derivative", NOTES)
        self.claim("counted", whole(len(rows)))
        self.claim("zeros", missing(e, len(rows) - 1))
        with self.beat("table"):
            self.leave(*self.column)
            self.appear(frame)
            self.one_by_one(*rows, run_time=3.5)
        with self.beat("zeros"):
            for row, term in zip(rows, e.terms, strict=False):
                if term.vanishes:
                    row.set_color(self.colour("quiet"))
        for name, some in (("grow", orders[1:2]), ("again", orders[2:3]), ("further", orders[3:])):
            with self.beat(name):
                self.growth.through(some)
        with self.beat("measure"):
            self.growth.settle()
            self.leave(frame, *rows)
            frame, rows = polynomials.misses(self, e, orders, {"probe": self.p.probe}, NOTES)
            self.appear(upright(self.board, self.p.probe, "x = {probe}"), frame)
            self.one_by_one(*rows, run_time=2.5)

    def errors(self) -> None:
        """The error of each order on a scale of powers of ten, and Lagrange's bound above it."""
        good, p, ranks = self.good, self.p, range(len(self.good.orders))
        self.below = below = ErrorPlane(self, good, p.y_range, p.lowest, (UPPER, LOWER))
        upper, growth = below.above, Growth(below.above, good.expansion, None)
        notes = [below.notes(k, polynomials.lagrange(self), COLUMN) for k in ranks]
        with self.beat("errors"):
            self.clear_stage()
            self.appear(upper, track(upper, good.expansion), growth.begin(2), notes[0][0])
            self.appear(below.plane)
            self.trace(below.errors[0])
        with self.beat("bound"):
            self.appear(*notes[0][1:])
            below.cover(0)
        for name, some in (("next", ranks[1:2]), ("never", ranks[2:])):
            with self.beat(name):
                for k in some:
                    below.advance(k, growth, notes[k - 1], notes[k])

    def slider(self) -> None:
        """The wanted error slides down; a bar for each order shows how far it is good enough."""
        good, p, below = self.good, self.p, self.below
        level = self.parameter(p.levels[0])
        plane, bars = below.bars(level)
        with self.beat("wanted"):
            self.clear_stage(below.plane, *below.errors)
            self.appear(below.line(level))
            self.appear(plane)
            self.one_by_one(*bars)
            self.appear(*below.falls(plane, level))
        with self.beat("slide"):
            self.play(level.animate.set_value(p.levels[1]), run_time=6.0)
        frame, rows = polynomials.reaches(self, good, p.levels[1], COLUMN)
        with self.beat("reach"):
            self.appear(frame)
            self.one_by_one(*rows, run_time=3.0)

    def ends_early(self) -> None:
        """Inside it closes in, outside it runs away, and the border is a riddle."""
        e, orders, p = self.near.expansion, self.near.orders, self.p
        self.board = plane = self.plane(p.near_x_range, p.near_y_range, PICTURE, x_name="x")
        places = {"inside": p.places[0], "outside": p.places[1]}
        frame, rows = polynomials.misses(self, e, orders, places, NOTES)
        growth = Growth(plane, e, HEAD, factorials=False)
        function = polynomials.named(self, e, HEAD)
        with self.beat("second"):
            self.clear_stage()
            self.appear(plane, function)
            self.trace(track(plane, e))
            self.appear(plane.dot(e.function.point(e.at)))
        half = len(orders) // 2
        with self.beat("closing"):
            self.leave(function)
            self.appear(*growth.begin(orders[0]), *frame.headings[:2], frame.rule, *rows[0][:2])
            growth.through(orders[1:half], [VGroup(*row[:2]) for row in rows[1:half]])
        with self.beat("running"):
            self.appear(frame.headings[2], *(row[2] for row in rows[:half]))
            growth.through(orders[half:], rows[half:])
        self.brief("edge", self.near.edges[1])
        self.border = Border(plane, self.near)
        with self.beat("why"):
            growth.settle()
            self.trace(*self.border.edges)

    def why_there(self) -> None:
        """A circle in the complex plane, as far as the nearest singular point; and beyond it."""
        disc = Disc(self, self.near, STAGE)
        with self.beat("complex"):
            self.clear_stage()
            self.appear(disc.plane, disc.centre)
            self.appear(*disc.singular)
        with self.beat("disc"):
            self.trace(disc.radius, run_time=1.0)
            self.trace(disc.circle)
            self.appear(*disc.notes)
        with self.beat("edge"):
            self.trace(disc.across, run_time=1.0)
        with self.beat("branch"):
            self.clear_stage()
            self.appear(self.board, self.border.seen, *self.border.edges)
            self.trace(*self.border.unseen)

    def wrong_function(self) -> None:
        """Every derivative is zero; the series converges, to the wrong function."""
        e, p, away = self.flat, self.p, self.p.flat_places[1]
        plane = self.plane(p.flat_x_range, p.flat_y_range, PICTURE, x_name="x")
        frame, rows = polynomials.derivatives(self, e, 8, "flat", NOTES)
        polynomials.silence(self, e, p.flat_places)
        with self.beat("third"):
            self.clear_stage()
            self.appear(plane, polynomials.named(self, e, HEAD))
            self.trace(track(plane, e))
        with self.beat("flat"):
            self.appear(plane.dot((e.at, e.derivatives[0])))
        with self.beat("silent"):
            self.appear(frame)
            self.one_by_one(*rows, run_time=4.0)
        with self.beat("whose"):
            pass
        with self.beat("wrong"):
            self.trace(plane.curve(e.polynomial(e.order), "approximation", name="series"))
            last = self.formula("p_n (x) = {none}", token="approximation")
            self.appear(*self.stack(last, zone=FOOT))
            ends = e.function.point(away), (away, 0.0)
            self.trace(plane.segment(ends, "error", name="gap", width=look.BOLD))
