"""Taylor series: what one point tells of a curve, how far it carries, and where it misleads."""

from __future__ import annotations

from dataclasses import dataclass

from manim import Animation, FadeIn, FadeOut, ReplacementTransform, VGroup, VMobject

from mathcore import taylor_cases
from mathcore.quantity import exact
from mathcore.taylor import Expansion
from mathcore.windows import Range, Window
from scenes.stage import look
from scenes.stage.error_planes import ErrorPlane
from scenes.stage.figures import Plane
from scenes.stage.formula import Formula, Morph
from scenes.stage.lecture import Lecture
from scenes.stage.look import WHOLE
from scenes.stage.polynomials import table, written

HEAD = WHOLE.part(y=(0.87, 1.0))
PICTURE = WHOLE.part(x=(0.0, 0.66), y=(0.0, 0.83))
NOTES = WHOLE.part(x=(0.71, 1.0), y=(0.0, 0.82))
UPPER, LOWER = (WHOLE.part(x=(0.0, 0.66), y=y) for y in ((0.64, 1.0), (0.0, 0.6)))
SIDE = WHOLE.part(x=(0.7, 1.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class TaylorConvergenceParameters:
    """What another course may change; centres are written as formulas, so that they are exact."""

    function: str = "cos(x)"  # that its polynomials follow
    centre: str = "0"
    order: int = 10  # the highest that is shown
    x_range: Range = (-7.0, 7.0)
    y_range: Range = (-2.2, 2.2)
    probe: float = 2.0  # where the errors of its polynomials are compared
    lowest: float = -4.0  # the least power of ten on the axis of errors
    levels: Range = (0.0, -3.0)  # powers of ten between which the wanted error slides
    near: str = "1/x"  # a function whose series converges only near its centre
    near_centre: str = "1"
    near_order: int = 8
    near_x_range: Range = (-1.5, 3.5)
    near_y_range: Range = (-4.0, 6.0)
    places: Range = (1.6, 2.4)  # inside and outside of where it converges
    flat: str = "exp(-1/x^2)"  # a function whose every derivative at its centre is zero
    flat_centre: str = "0"
    flat_order: int = 8
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
        self.p, self.cases = self.parameters, Cases(self.parameters)
        self.add(self.title())
        self.one_point()
        self.more_terms()
        self.errors()
        self.slider()
        self.edge()
        self.disc()
        self.wrong_function()
        with self.beat("recap"):
            self.clear_stage()
            self.appear(
                self.recap(self.rule(), VGroup(*self.lagrange(look.RECAP)).arrange(buff=0.4))
            )

    def rule(self) -> Formula:
        """The polynomial as a sum."""
        source = "p_n (x) = sum_(k = {none})^n [[rule| frac(f^((k))(a), k!) ]] (x - a)^k"
        return self.formula(source, size=look.RECAP, colours={"rule": "derivative"})

    def lagrange(self, size: float = look.LABEL) -> tuple[Formula, Formula]:
        """The bound of the error, in two halves."""
        self.claim("one", taylor_cases.whole(1))
        bound = "<= [[bound| frac(M, (n + {one})!) abs(x - a)^(n + {one}) ]]"
        return (
            self.formula("[[error| abs(f(x) - p_n (x)) ]]", size=size, colours={"error": "error"}),
            self.formula(bound, size=size, colours={"bound": "data", "one": "data"}),
        )

    def named(self, e: Expansion) -> Formula:
        """The function."""
        return self.formula("f(x) =", e.function, token="function")

    def road(self, plane: Plane, e: Expansion) -> VMobject:
        """The graph, broad and beneath all else, so that a polynomial upon it does not hide it."""
        return plane.curve(e.function, width=2 * look.BOLD).set_z_index(-1)

    def one_by_one(self, *mobjects: VMobject, run_time: float = 2.0) -> None:
        """Fade in, each after the one before."""
        self.together(*map(FadeIn, mobjects), lag_ratio=0.7, run_time=run_time)

    # -- one curve, followed further and further --------------------------------------------------

    def one_point(self) -> None:
        """Height, slope and bend at one point of a hidden curve, then the curve, and the rule."""
        e, self.ghost = self.cases.good.expansion, VGroup()
        self.plane_now = plane = self.plane(self.p.x_range, self.p.y_range, PICTURE, x_name="x")
        self.brief("centre", e.at)
        signs = zip(("height", "slope", "bend"), ("f", "f'", "f''"), e.derivatives, strict=False)
        rows = self.stack(*(
            self.formula(f"{sign}({{centre}}) =", self.brief(name, value), token="derivative")
            for name, sign, value in signs
        ), self.named(e), zone=NOTES)  # fmt: skip
        with self.beat("point"):
            self.appear(plane)
            self.appear(plane.dot(e.function.point(e.at)))
            self.appear(rows[0])
        with self.beat("guess"):
            pass
        with self.beat("constant"):
            self.head = written(self, e, 0, HEAD)
            self.drawn = plane.curve(e.polynomial(0), "approximation", name="order zero")
            self.trace(self.drawn)
            self.appear(self.head)
        for n, name in enumerate(("slope", "bend"), start=1):
            with self.beat(name):
                self.appear(rows[n])
                self.grow(n)
        with self.beat("reveal"):
            self.leave(self.ghost)
            self.trace(self.road(plane, e), run_time=3.0)
            self.appear(rows[3])
        self.column = self.stack(
            self.formula("p(x) = c thin (x - a)^n"),
            self.formula("p^((n))(a) = n! thin c"),
            self.formula("c = frac(f^((n))(a), n!)", token="derivative"),
            zone=NOTES, gap=0.6,
        )  # fmt: skip
        with self.beat("rule"):
            self.leave(*rows)
            self.one_by_one(*self.column, run_time=5.0)

    def grow(self, n: int) -> None:
        """The formula gains a term, and the curve bends with it."""
        e, head = self.cases.good.expansion, written(self, self.cases.good.expansion, n, HEAD)
        after = self.plane_now.curve(e.polynomial(n), "approximation", name=f"order {n}")
        self.bend(after, Morph(self.head, head))
        self.head = head

    def bend(self, after: VMobject, *others: Animation) -> None:
        """Bend the polynomial's curve into the next; what it was stays, thin, until the one after."""
        if self.shows(self.ghost):
            others += (FadeOut(self.ghost),)
        self.ghost = self.drawn
        thin = self.ghost.animate.set_stroke(width=look.FINE, opacity=0.7)
        self.play(*others, thin, ReplacementTransform(self.drawn.copy(), after))
        self.drawn = after

    def more_terms(self) -> None:
        """The derivatives at the centre, a term for each that is not zero, and the error left."""
        good, e, probe = self.cases.good, self.cases.good.expansion, self.p.probe
        listed = [(n, e.derivatives[n : n + 1]) for n in range(min(e.order, 8) + 1)]
        frame, rows = table(self, ("n", "f^((n))({centre})"), listed, "derivative", NOTES)
        self.claim("counted", taylor_cases.whole(len(rows)))
        self.claim("zeros", taylor_cases.missing(e, len(rows) - 1))
        with self.beat("table"):
            self.leave(*self.column)
            self.appear(frame)
            self.one_by_one(*rows, run_time=4.0)
        with self.beat("zeros"):
            gone = [row for n, row in enumerate(rows) if e.terms[n].vanishes]
            self.play(*(row.animate.set_color(self.colour("quiet")) for row in gone or rows))
        first, second, *others = good.orders[1:]
        for name, orders in (("grow", [first]), ("again", [second]), ("further", others)):
            with self.beat(name):
                for n in orders:
                    self.grow(n)
        self.brief("probe", exact(probe))
        missed = [(n, [e.error(n, probe)]) for n in good.orders]
        self.claim("error_first", missed[0][1][0], figures=2)
        self.claim("error_last", missed[-1][1][0], figures=2)
        with self.beat("measure"):
            self.leave(self.ghost, frame, *rows)
            frame, rows = table(
                self, ("n", "abs(f({probe}) - p_n ({probe}))"), missed, "miss", NOTES
            )
            ends = [(probe, each) for each in self.p.y_range]
            self.appear(self.plane_now.segment(ends, "error", name="probe", dashed=True))
            self.appear(frame)
            self.one_by_one(*rows, run_time=4.0)

    def errors(self) -> None:
        """The error of each order on a scale of powers of ten, and Lagrange's bound above it."""
        good, p = self.cases.good, self.p
        self.plane_now = upper = self.plane(p.x_range, p.y_range, UPPER, most=(0, 4))
        below = self.plane(
            p.x_range, (p.lowest, good.ceiling), LOWER, x_name="x", beneath=upper,
            y_name="log_10 abs(f(x) - p_n (x))",
        )  # fmt: skip
        self.below = below = ErrorPlane(self, below, good)
        notes = [
            self.stack(self.order(n), *self.lagrange(), below.height(k), zone=SIDE, gap=0.5)
            for k, n in enumerate(good.orders)
        ]
        polynomials = [
            upper.curve(good.expansion.polynomial(n), "approximation", name=f"order {n}")
            for n in good.orders
        ]
        self.ghost, self.drawn = VGroup(), polynomials[0]
        with self.beat("errors"):
            self.clear_stage()
            self.appear(upper, self.road(upper, good.expansion), self.drawn, notes[0][0])
            self.appear(below.plane)
            self.trace(below.errors[0])
        with self.beat("bound"):
            self.appear(*notes[0][1:])
            self.trace(below.bounds[0])
            self.appear(below.rooms[0])
            below.hold(0)
        for name, ranks in (("next", [1]), ("never", range(2, len(notes)))):
            with self.beat(name):
                for k in ranks:
                    before = below.bounds[k - 1], below.rooms[k - 1]
                    below.errors[k - 1].set_stroke(width=look.FINE)
                    self.bend(
                        polynomials[k], *map(FadeOut, before),
                        Morph(notes[k - 1][0], notes[k][0]), Morph(notes[k - 1][3], notes[k][3]),
                    )  # fmt: skip
                    self.trace(below.errors[k], run_time=1.0)
                    self.trace(below.bounds[k], run_time=1.0)
                    self.appear(below.rooms[k], run_time=0.4)
                    below.hold(k)

    def order(self, n: int) -> Formula:
        """Which polynomial is meant."""
        return self.formula("n =", self.claim(f"order {n}", taylor_cases.whole(n)))

    def slider(self) -> None:
        """The wanted error slides down; a bar for each order shows how far it is good enough."""
        good, p = self.cases.good, self.p
        level = self.parameter(p.levels[0])
        most = float(good.orders[-1])
        bars = self.plane(
            p.x_range, (0.0, most + 1.0), UPPER, most=(0, 6), y_name="n", beneath=self.below.plane
        )
        drawn = [self.below.bar(bars, n, level) for n in good.orders]
        line = self.below.line(level)
        with self.beat("wanted"):
            self.clear_stage(self.below.plane, *self.below.errors)
            self.appear(line)
            self.appear(bars)
            self.one_by_one(*drawn)
            self.appear(*self.below.falls(bars, level))
        with self.beat("slide"):
            self.play(level.animate.set_value(p.levels[1]), run_time=6.0)
        self.claim("wanted", taylor_cases.power_of_ten(p.levels[1]))
        ends = [(n, good.ends(n, p.levels[1])[1:]) for n in good.orders]
        self.brief("reach_first", ends[0][1][0])
        self.brief("reach_last", ends[-1][1][0])
        frame, rows = table(self, ("n", "x"), ends, "reach", SIDE)
        with self.beat("reach"):
            self.appear(frame)
            self.one_by_one(*rows, run_time=3.0)

    # -- where it ends, and where it misleads ----------------------------------------------------

    def edge(self) -> None:
        """Inside it closes in, outside it runs away; the edge is a riddle."""
        near, p = self.cases.near, self.p
        e, orders = near.expansion, near.orders
        plane = self.plane(p.near_x_range, p.near_y_range, PICTURE, x_name="x")
        self.brief("inside", exact(p.places[0]))
        self.brief("outside", exact(p.places[1]))
        missed = [(n, [e.error(n, x) for x in p.places]) for n in orders]
        self.claim("far_first", missed[0][1][1], figures=2)
        self.claim("far_last", missed[-1][1][1], figures=2)
        frame, rows = table(self, ("n", "x = {inside}", "x = {outside}"), missed, "near", NOTES)
        curves = [plane.curve(e.polynomial(n), "approximation", name=f"order {n}") for n in orders]
        heads = [written(self, e, n, HEAD, factorials=False) for n in orders]
        with self.beat("second"):
            self.clear_stage()
            named = self.stack(self.named(e), zone=HEAD)
            self.appear(plane, named)
            self.trace(self.road(plane, e))
            self.appear(plane.dot(e.function.point(e.at)))
        self.ghost, self.drawn, self.head = VGroup(), curves[0], heads[0]
        half = len(orders) // 2
        with self.beat("closing"):
            self.appear(frame.headings[0], frame.headings[1], frame.rule)
            self.leave(named)
            self.appear(self.drawn, self.head, *rows[0][:2])
            for k in range(1, half):
                self.step(heads[k], curves[k], *rows[k][:2])
        with self.beat("running"):
            self.appear(frame.headings[2])
            self.one_by_one(*(row[2] for row in rows[:half]))
            for k in range(half, len(orders)):
                self.step(heads[k], curves[k], *rows[k])
        low, high = near.edges
        self.brief("edge_low", low)
        self.brief("edge_high", high)
        self.edges = [
            plane.segment([(x, each) for each in p.near_y_range], "quiet", name="edge", dashed=True)
            for x in near.edges
        ]
        self.unseen = [
            plane.curve(e.function, "error", name="unseen", low=ends[0], high=ends[1])
            for ends in ((None, low), (high, None))
        ]
        self.seen = plane.curve(e.function, name="seen", low=low, high=high)
        with self.beat("why"):
            self.leave(self.ghost)
            self.trace(*self.edges)
        self.plane_now = plane

    def step(self, head: Formula, curve: VMobject, *cells: Formula) -> None:
        """One more term: formula, curve, and what the errors are now."""
        self.bend(curve, Morph(self.head, head))
        self.head = head
        self.appear(*cells, run_time=0.4)

    def disc(self) -> None:
        """Why there: a circle in the complex plane as far as the nearest singular point."""
        near, p, view = self.cases.near, self.p, self.cases.near.disc_view
        high = near.edges[1]
        plane = self.plane(view.x, view.y, look.STAGE, x_name='"Re"', y_name='"Im"', equal=True)
        field, level, points = near.disc
        circle = plane.contour(field, level, points, closed=True, name="circle", width=look.BOLD)
        circle.set_fill(self.colour("function"), opacity=0.12)
        centre = (near.expansion.at, exact(0.0))
        poles = [
            plane.mark(each, "saddle", "error", name="singular") for each in near.radius.nearest
        ]
        arrows = [
            plane.arrow((centre, each), "quiet", name="radius")
            for each in (near.radius.nearest[0], (high, exact(0.0)))
        ]
        notes = self.stack(
            self.formula("R = ", self.brief("radius", near.distance)),
            self.formula("abs(x - a) < R", token="function"),
            zone=look.COLUMN,
        )
        with self.beat("complex"):
            self.clear_stage()
            self.appear(plane, plane.dot(centre))
            self.appear(*poles)
        with self.beat("disc"):
            self.trace(arrows[0], run_time=1.0)
            self.appear(*notes)
            self.trace(circle)
        with self.beat("edge"):
            self.trace(arrows[1], run_time=1.0)
        with self.beat("branch"):
            self.clear_stage()
            self.appear(self.plane_now, *self.edges, self.seen)
            self.trace(*self.unseen)

    def wrong_function(self) -> None:
        """Every derivative is zero; the series converges, to the wrong function."""
        e, p = self.cases.flat, self.p
        close, away = p.flat_places
        plane = self.plane(p.flat_x_range, p.flat_y_range, PICTURE, x_name="x")
        shown = range(min(e.order, 6) + 1)
        frame, rows = table(
            self, ("n", "f^((n))(a)"), [(n, e.derivatives[n : n + 1]) for n in shown], "flat", NOTES
        )
        self.claim("none", e.derivatives[0])
        self.brief("close", exact(close))
        self.claim("close_height", e.function.value(close), figures=2)
        self.brief("away", exact(away))
        self.claim("away_height", e.error(e.order, away), figures=3)
        with self.beat("third"):
            self.clear_stage()
            self.appear(plane, *self.stack(self.named(e), zone=HEAD))
            self.trace(self.road(plane, e))
        with self.beat("flat"):
            self.appear(plane.dot((e.at, e.derivatives[0])))
        with self.beat("silent"):
            self.appear(frame)
            self.one_by_one(*rows, run_time=4.0)
        with self.beat("whose"):
            pass
        zero = plane.curve(e.polynomial(e.order), "approximation", name="series")
        with self.beat("wrong"):
            self.trace(zero)
            last = self.formula("p_n (x) = {none}", token="approximation")
            self.appear(*self.stack(last, zone=NOTES.part(y=(0.0, 0.2))))
            ends = e.function.point(away), (away, 0.0)
            self.trace(plane.segment(ends, "error", name="gap", width=look.BOLD))
