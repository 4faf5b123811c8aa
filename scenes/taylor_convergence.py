"""Taylor series: what one point tells of a curve, how far it carries, and where it misleads."""

from __future__ import annotations

from dataclasses import dataclass

from manim import FadeIn, VGroup, VMobject

from mathcore import taylor_cases
from mathcore.quantity import exact
from mathcore.taylor import Expansion
from mathcore.windows import Range, Window
from scenes.stage import look
from scenes.stage.discs import Disc
from scenes.stage.error_planes import ErrorPlane
from scenes.stage.formula import Formula
from scenes.stage.growth import Growth, track
from scenes.stage.lecture import Lecture
from scenes.stage.look import COLUMN, STAGE, WHOLE
from scenes.stage.polynomials import table

HEAD = WHOLE.part(y=(0.87, 1.0))
PICTURE = WHOLE.part(x=(0.0, 0.66), y=(0.0, 0.83))
NOTES = WHOLE.part(x=(0.71, 1.0), y=(0.0, 0.82))
UPPER, LOWER = (WHOLE.part(x=(0.0, 0.66), y=y) for y in ((0.64, 1.0), (0.0, 0.6)))


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
        Cases(self)


class Cases:
    """All that `mathcore` says of the three functions, asked before the lecture begins."""

    def __init__(self, p: TaylorConvergenceParameters) -> None:
        """Ask; a ValueError where the answer cannot be shown."""
        view, near_view = Window(p.x_range, p.y_range), Window(p.near_x_range, p.near_y_range)
        levels = (*p.levels, p.lowest)
        self.good = taylor_cases.faithful(p.function, p.centre, p.order, view, p.probe, levels)
        self.near = taylor_cases.limited(p.near, p.near_centre, p.near_order, near_view, p.places)
        self.flat = taylor_cases.silent(p.flat, p.flat_centre, p.flat_order, p.flat_places)


class TaylorConvergence(Lecture):
    """Every curve is drawn from the same expansion that the numbers are read from."""

    parameters_type = TaylorConvergenceParameters

    def construct(self) -> None:
        """Grow a polynomial, measure its error, see a series end, and see one mislead."""
        self.p, cases = self.parameters, Cases(self.parameters)
        self.good, self.near, self.flat = cases.good, cases.near, cases.flat
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
            bound = VGroup(*self.lagrange(look.RECAP)).arrange(buff=0.4)
            self.appear(self.recap(self.rule(), bound))

    def rule(self) -> Formula:
        """The polynomial as a sum."""
        source = "p_n (x) = sum_(k = {none})^n [[rule| frac(f^((k))(a), k!) ]] (x - a)^k"
        return self.formula(source, size=look.RECAP, colours={"rule": "derivative"})

    def lagrange(self, size: float = look.LABEL) -> tuple[Formula, Formula]:
        """The bound of the error, in two halves."""
        self.claim("one", taylor_cases.whole(1))
        bound = "<= [[bound| frac(M, (n + {one})!) abs(x - a)^(n + {one}) ]]"
        return (
            self.formula("abs(f(x) - p_n (x))", size=size, token="error"),
            self.formula(bound, size=size, colours={"bound": "data", "one": "data"}),
        )

    def named(self, e: Expansion) -> Formula:
        """The function."""
        return self.formula("f(x) =", e.function, token="function")

    def one_by_one(self, *mobjects: VMobject, run_time: float = 2.0) -> None:
        """Fade in, each after the one before."""
        self.together(*map(FadeIn, mobjects), lag_ratio=0.7, run_time=run_time)

    def one_point(self) -> None:
        """Height, slope and bend at one point of a hidden curve, then the curve, and the rule."""
        e, p = self.good.expansion, self.p
        self.board = plane = self.plane(p.x_range, p.y_range, PICTURE, x_name="x")
        self.growth = growth = Growth(plane, e, HEAD)
        self.brief("centre", e.at)
        values = zip(("height", "slope", "bend"), ("f", "f'", "f''"), e.derivatives, strict=False)
        rows = [
            self.formula(f"{sign}({{centre}}) =", self.brief(name, value), token="derivative")
            for name, sign, value in values
        ]
        self.stack(*rows, named := self.named(e), zone=NOTES)
        with self.beat("point"):
            self.appear(plane)
            self.appear(plane.dot(e.function.point(e.at)))
            self.appear(rows[0])
        with self.beat("guess"):
            pass
        with self.beat("constant"):
            curve, formula = growth.begin(0)
            self.trace(curve)
            self.appear(formula)
        for n, name in enumerate(("slope", "bend"), start=1):
            with self.beat(name):
                self.appear(rows[n])
                growth.step(n)
        with self.beat("reveal"):
            growth.settle()
            self.trace(track(plane, e), run_time=2.5)
            self.appear(named)
        self.column = self.stack(
            self.formula("p(x) = c thin (x - a)^n"),
            self.formula("p^((n))(a) = n! thin c"),
            self.formula("c = frac(f^((n))(a), n!)", token="derivative"),
            zone=NOTES, gap=0.6,
        )  # fmt: skip
        with self.beat("rule"):
            self.leave(*rows, named)
            self.one_by_one(*self.column, run_time=5.0)

    def more_terms(self) -> None:
        """The derivatives at the centre, a term for each that is not zero, and the error left."""
        e, orders, probe = self.good.expansion, self.good.orders, self.p.probe
        listed = [(n, e.derivatives[n : n + 1]) for n in range(min(e.order, 8) + 1)]
        frame, rows = table(self, ("n", "f^((n))({centre})"), listed, "derivative", NOTES)
        self.claim("counted", taylor_cases.whole(len(rows)))
        self.claim("zeros", taylor_cases.missing(e, len(rows) - 1))
        with self.beat("table"):
            self.leave(*self.column)
            self.appear(frame)
            self.one_by_one(*rows, run_time=3.5)
        with self.beat("zeros"):
            for row, term in zip(rows, e.terms, strict=False):
                row.set_color(self.colour("quiet" if term.vanishes else "ink"))
        for name, some in (("grow", orders[1:2]), ("again", orders[2:3]), ("further", orders[3:])):
            with self.beat(name):
                for n in some:
                    self.growth.step(n)
        self.brief("probe", exact(probe))
        missed = [(n, [e.error(n, probe)]) for n in orders]
        self.claim("error_first", *missed[0][1], figures=2)
        self.claim("error_last", *missed[-1][1], figures=2)
        with self.beat("measure"):
            self.growth.settle()
            self.leave(frame, *rows)
            heads = "n", "abs(f({probe}) - p_n ({probe}))"
            frame, rows = table(self, heads, missed, "miss", NOTES)
            ends = [(probe, each) for each in self.p.y_range]
            self.appear(self.board.segment(ends, "error", name="probe", dashed=True), frame)
            self.one_by_one(*rows, run_time=2.5)

    def errors(self) -> None:
        """The error of each order on a scale of powers of ten, and Lagrange's bound above it."""
        good, p = self.good, self.p
        upper = self.plane(p.x_range, p.y_range, UPPER, most=(0, 4))
        lower = self.plane(
            p.x_range, (p.lowest, good.ceiling), LOWER, x_name="x", beneath=upper,
            y_name="log_10 abs(f(x) - p_n (x))",
        )  # fmt: skip
        growth, self.below = Growth(upper, good.expansion, None), ErrorPlane(self, lower, good)
        below, ranks = self.below, range(len(good.orders))
        notes = [below.notes(k, self.lagrange(), COLUMN) for k in ranks]
        with self.beat("errors"):
            self.clear_stage()
            self.appear(upper, track(upper, good.expansion), growth.begin(2), notes[0][0])
            self.appear(lower)
            self.trace(below.errors[0])
        with self.beat("bound"):
            self.appear(*notes[0][1:])
            self.trace(below.bounds[0])
            self.appear(below.rooms[0])
            below.hold(0)
        for name, some in (("next", ranks[1:2]), ("never", ranks[2:])):
            with self.beat(name):
                for k in some:
                    below.advance(k, growth, notes[k - 1], notes[k])

    def slider(self) -> None:
        """The wanted error slides down; a bar for each order shows how far it is good enough."""
        good, p, below = self.good, self.p, self.below
        level, heights = self.parameter(p.levels[0]), (0.0, good.orders[-1] + 1.0)
        bars = self.plane(p.x_range, heights, UPPER, most=(0, 6), y_name="n", beneath=below.plane)
        with self.beat("wanted"):
            self.clear_stage(below.plane, *below.errors)
            self.appear(below.line(level))
            self.appear(bars)
            self.one_by_one(*(below.bar(bars, n, level) for n in good.orders))
            self.appear(*below.falls(bars, level))
        with self.beat("slide"):
            self.play(level.animate.set_value(p.levels[1]), run_time=6.0)
        self.claim("wanted", taylor_cases.power_of_ten(p.levels[1]))
        ends = [(n, good.ends(n, p.levels[1])[1:]) for n in good.orders]
        self.brief("reach_first", *ends[0][1])
        self.brief("reach_last", *ends[-1][1])
        frame, rows = table(self, ("n", "x"), ends, "reach", COLUMN)
        with self.beat("reach"):
            self.appear(frame)
            self.one_by_one(*rows, run_time=3.0)

    def ends_early(self) -> None:
        """Inside it closes in, outside it runs away, and the border is a riddle."""
        e, orders, p = self.near.expansion, self.near.orders, self.p
        self.board = plane = self.plane(p.near_x_range, p.near_y_range, PICTURE, x_name="x")
        self.brief("inside", exact(p.places[0]))
        self.brief("outside", exact(p.places[1]))
        missed = [(n, [e.error(n, x) for x in p.places]) for n in orders]
        self.claim("far_first", missed[0][1][1], figures=2)
        self.claim("far_last", missed[-1][1][1], figures=2)
        frame, rows = table(self, ("n", "x = {inside}", "x = {outside}"), missed, "near", NOTES)
        growth, (named,) = (
            Growth(plane, e, HEAD, factorials=False),
            self.stack(self.named(e), zone=HEAD),
        )
        with self.beat("second"):
            self.clear_stage()
            self.appear(plane, named)
            self.trace(track(plane, e))
            self.appear(plane.dot(e.function.point(e.at)))
        half = len(orders) // 2
        with self.beat("closing"):
            self.leave(named)
            self.appear(*growth.begin(orders[0]), *frame.headings[:2], frame.rule, *rows[0][:2])
            for n, row in zip(orders[1:half], rows[1:half], strict=True):
                growth.step(n)
                self.appear(*row[:2], run_time=0.3)
        with self.beat("running"):
            self.appear(frame.headings[2], *(row[2] for row in rows[:half]))
            for n, row in zip(orders[half:], rows[half:], strict=True):
                growth.step(n)
                self.appear(row, run_time=0.3)
        for name, edge in zip(("edge_low", "edge_high"), self.near.edges, strict=True):
            self.brief(name, edge)
        self.edges = [
            plane.segment([(x, y) for y in p.near_y_range], "quiet", name="edge", dashed=True)
            for x in self.near.edges
        ]
        with self.beat("why"):
            growth.settle()
            self.trace(*self.edges)

    def why_there(self) -> None:
        """A circle in the complex plane, as far as the nearest singular point; and beyond it."""
        f, (low, high) = self.near.expansion.function, self.near.edges
        disc = Disc(self, self.near, STAGE)
        notes = self.stack(
            self.formula("R =", self.brief("radius", self.near.distance)),
            self.formula("abs(x - a) < R", token="function"),
        )
        with self.beat("complex"):
            self.clear_stage()
            self.appear(disc.plane, disc.centre)
            self.appear(*disc.singular)
        with self.beat("disc"):
            self.trace(disc.radius, run_time=1.0)
            self.trace(disc.circle)
            self.appear(*notes)
        with self.beat("edge"):
            self.trace(disc.across, run_time=1.0)
        unseen = [
            self.board.curve(f, "error", name="unseen", low=ends[0], high=ends[1])
            for ends in ((None, low), (high, None))
        ]
        with self.beat("branch"):
            self.clear_stage()
            seen = self.board.curve(f, name="seen", low=low, high=high, width=2 * look.BOLD)
            self.appear(self.board, seen, *self.edges)
            self.trace(*unseen)

    def wrong_function(self) -> None:
        """Every derivative is zero; the series converges, to the wrong function."""
        e, p, (close, away) = self.flat, self.p, self.p.flat_places
        plane = self.plane(p.flat_x_range, p.flat_y_range, PICTURE, x_name="x")
        values = [(n, [value]) for n, value in enumerate(e.derivatives)]
        frame, rows = table(self, ("n", "f^((n))(a)"), values, "flat", NOTES)
        self.claim("none", e.derivatives[0])
        self.brief("close", exact(close))
        self.claim("close_height", e.function.value(close), figures=2)
        self.brief("away", exact(away))
        self.claim("away_height", e.error(e.order, away), figures=2)
        with self.beat("third"):
            self.clear_stage()
            self.appear(plane, *self.stack(self.named(e), zone=HEAD))
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
            self.appear(*self.stack(last, zone=NOTES.part(y=(0.0, 0.2))))
            ends = e.function.point(away), (away, 0.0)
            self.trace(plane.segment(ends, "error", name="gap", width=look.BOLD))
