"""Newton's method: follow the tangent down to the axis, stand there, and do it again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from manim import Create, FadeIn, Group, VMobject

from mathcore import newton_cases, newton_step
from mathcore.functions import Function
from mathcore.newton import NewtonTrace
from mathcore.windows import Range
from scenes.stage import basin_pictures, convergence, look
from scenes.stage.formula import Formula
from scenes.stage.lecture import Lecture
from scenes.stage.look import Token
from scenes.stage.walks import closer, follow, standing

PICTURE = look.WHOLE.part(x=(0.0, 0.58))
NOTES = look.WHOLE.part(x=(0.635, 1.0))
LOWER = NOTES.part(y=(0.0, 0.8))  # below the name of the function
UPPER = PICTURE.part(y=(0.48, 1.0))
STRIPS = (0.3, 0.48), (0.15, 0.33), (0.0, 0.18)
PARTS: dict[str, Token] = {"rise": "function", "slope": "derivative", "run": "approximation"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewtonIterationsParameters:
    """What another course may change; starts are written as formulas, so that they are exact."""

    function: str = "x^3 - 2x + 2"  # whose root is sought
    start: str = "-2"  # from where the walk reaches it
    x_range: Range = (-2.4, 2.2)  # the view of that curve
    y_range: Range = (-4.0, 7.0)
    figures: int = 11  # significant figures of a place in the table
    rows: int = 6  # of the table, at least six
    bracket: Range = (-2.0, -1.0)  # what bisection halves
    trap: str = "x^3 - 2x + 2"  # a curve on which walks go astray
    trap_x_range: Range = (-2.4, 2.2)  # the view of it, and the starts that are painted
    trap_y_range: Range = (-4.0, 7.0)
    ring: str = "0"  # a start that comes round again
    near: str = "1/10"  # a start beside it
    flat: str = "sqrt(2/3)"  # a start where the tangent is level
    fringe: Range = (-0.9, -0.3)  # starts among which the colours fray
    deeper: Range = (-0.56, -0.5)  # a piece of the fringe
    plane_x_range: Range = (-2.5, 2.5)  # complex starts: real parts
    plane_y_range: Range = (-2.0, 2.0)  # and imaginary parts
    descend: str = "2"  # from where Newton on the slope of the trap finds a minimum
    slope_y_range: Range = (-3.0, 12.0)  # the view of that slope

    def __post_init__(self) -> None:
        """Refuse what cannot be shown, with the reason."""
        if not 6 <= self.rows <= 8:
            raise ValueError(f"the table holds six to eight rows, got rows={self.rows}")
        newton_cases.swift(self.function, self.start, self.rows)
        newton_cases.traps(self.trap, self.ring, self.near, self.flat)
        newton_cases.descent(self.trap, self.descend)


class NewtonIterations(Lecture):
    """Each tangent is read from a trace, so the picture cannot drift from the mathematics."""

    parameters_type = NewtonIterationsParameters

    def construct(self) -> None:
        """Walk, find the rule, measure its speed, see it fail, and compare it."""
        self.p = p = self.parameters
        self.walk = newton_cases.swift(p.function, p.start, p.rows)
        self.astray = newton_cases.traps(p.trap, p.ring, p.near, p.flat)
        self.add(self.title())
        self.first_step()
        self.right_digits()
        self.errors()
        self.traps()
        self.every_start()
        self.rival()
        self.lowest_point()
        with self.beat("recap"):
            self.clear_stage()
            self.appear(self.recap(self.rule(size=look.RECAP)))

    def rule(self, size: float = look.FORMULA) -> Formula:
        """The one line to keep."""
        return self.formula(
            "x_(n+1) = x_n - frac([[rise| f(x_n) ]], [[slope| f'(x_n) ]])", colours=PARTS, size=size
        )

    def named(self, function: Function) -> Formula:
        """The function, at the head of the notes."""
        return self.stack(self.formula("f(x) = ", function, token="function"), zone=NOTES)[0]

    def one_by_one(self, *mobjects: VMobject, run_time: float = 2.0) -> None:
        """Fade in, each after the one before."""
        self.together(*map(FadeIn, mobjects), lag_ratio=0.7, run_time=run_time)

    def first_step(self) -> None:
        """A start, a tangent, the next place; the rule from the triangle; and once more."""
        f, (zero, one, two) = self.walk.function, self.walk.visits[:3]
        plane = self.plane(self.p.x_range, self.p.y_range, PICTURE, x_name="x")
        named = self.named(f)
        with self.beat("curve"):
            self.appear(plane)
            self.together(Create(plane.curve(f)), FadeIn(named), lag_ratio=0.3, run_time=2.5)
        with self.beat("start"):
            self.one_by_one(*standing(plane, zero, 0))
            measured = self.stack(
                self.formula("x_0 =", self.brief("start", zero.x), token="approximation"),
                self.formula("f(x_0) =", self.brief("height", zero.y), token="function"),
                self.formula("f'(x_0) =", self.brief("slope", zero.slope), token="derivative"),
                zone=LOWER,
            )
            self.one_by_one(*measured)
        with self.beat("zoom"):
            plane = closer(plane, (zero, one, two), f, PICTURE, named, *measured)
            self.appear(*standing(plane, zero, 0))
        with self.beat("tangent"):
            follow(plane, zero)
            self.brief("x_one", one.x)
        with self.beat("stand"):
            self.one_by_one(*standing(plane, one, 1))
            self.leave(*measured)
        rise = self.formula(
            "[[rise| f(x_n) ]] = [[slope| f'(x_n) ]] dot [[run| (x_n - x_(n+1)) ]]", colours=PARTS
        )
        quotient = self.formula(
            "frac([[rise| f(x_n) ]], [[slope| f'(x_n) ]]) = [[run| x_n - x_(n+1) ]]", colours=PARTS
        )
        lines = [self.stack(each, zone=LOWER)[0] for each in (rise, quotient, self.rule())]
        with self.beat("triangle"):
            ends = one.below, zero.below
            self.trace(plane.segment(ends, "approximation", name="run", width=look.BOLD))
            self.appear(lines[0])
        for name, (before, after) in zip(("solve", "rule"), pairwise(lines), strict=True):
            with self.beat(name):
                self.morph(before, after)
        with self.beat("again"):
            for number, line in enumerate(newton_step.derivation(f).lines):
                self.claim_equal(f"line {number}", line.left, line.right)
            plane = closer(plane, (one, two), f, PICTURE, named, lines[-1])
            self.appear(*standing(plane, one, 1))
            follow(plane, one)
            self.appear(*standing(plane, two, 2))

    def right_digits(self) -> None:
        """The table: how many digits each tangent gives."""
        zone, count = NOTES.part(y=(0.0, 0.58)), self.p.rows
        with self.beat("table"):
            table, rows = convergence.digit_table(self, self.walk, count, self.p.figures, zone)
            self.appear(table)
            self.one_by_one(*rows[:-4], run_time=3.0)
        with self.beat("rows"):
            for name, digits in zip("abcdef", self.walk.convergence.correct_digits[count - 6 :]):
                self.claim(f"digits_{name}", digits)
            self.one_by_one(*rows[-4:-2], run_time=2.5)
        with self.beat("guess"):
            unknown = self.formula('"?"', token="derivative", size=look.TICK).move_to(rows[-2][3])
            self.appear(rows[-2][0], unknown)
        with self.beat("reveal"):
            self.leave(unknown, run_time=0.4)
            self.appear(*rows[-2][1:])
            self.appear(rows[-1])

    def errors(self) -> None:
        """Each error against the one before: a line whose slope is the order."""
        speed = self.walk.convergence
        bend = "abs(frac(f''(r), {power} f'(r)))" if speed.simple else "frac(m - {power}, m)"
        with self.beat("errors"):
            self.clear_stage()
            self.claim("power", speed.power)
            self.claim("factor", speed.factor, figures=3)
            self.claim("ratio", speed.ratios(int(speed.power))[-1], figures=3)
            self.claim("root", speed.root, digits=speed.decimals(6))
            notes = self.stack(
                self.formula("r = {root}", token="data"),
                self.formula("e_n = abs(x_n - r)", token="error"),
                self.formula("e_(n+1) approx C e_n^{power}"),
                self.formula(f"C = {bend} = {{factor}}"),
                self.formula("frac(e_(n+1), e_n^{power}) = {ratio}"),
                zone=NOTES,
                gap=0.5,
            )
            plane, dots = convergence.error_plane(self, self.walk, PICTURE)
            self.appear(plane, *notes[:2])
            self.one_by_one(*dots)
        with self.beat("order"):
            self.trace(convergence.order_line(plane, self.walk))
            order = self.formula(self.claim("order", speed.order, digits=2), token="derivative")
            self.appear(self.beside(order, dots[len(dots) // 2].get_center()), notes[2])
        with self.beat("factor"):
            self.appear(notes[3])
            self.appear(notes[4])

    def traps(self) -> None:
        """A walk that goes round for ever, one beside it, and one that cannot begin."""
        ring, near, flat = self.astray.ring, self.astray.near, self.astray.flat
        plane = self.plane(self.p.trap_x_range, self.p.trap_y_range, PICTURE, x_name="x")
        named = self.named(self.astray.function)
        view = plane, plane.curve(self.astray.function), named
        with self.beat("trap"):
            for name, visit in zip("abc", ring.visits, strict=False):
                self.brief(f"ring_{name}", visit.x)
            self.clear_stage()
            self.appear(*view)
            self.appear(*standing(plane, ring.visits[0], 0))
        with self.beat("ring"):
            for n, visit in enumerate(ring.visits[:-1]):
                follow(plane, visit, run_time=1.2)
                if n + 2 < len(ring.visits):
                    self.appear(*standing(plane, ring.visits[n + 1], n + 1), run_time=0.4)
            self.appear(self.ending(ring))
        with self.beat("near"):
            self.brief("near_start", near.visits[0].x)
            self.clear_stage(*view)
            self.appear(*standing(plane, near.visits[0], 0))
        with self.beat("stops"):
            self.claim("near_steps", near.stops[-1].x)
            self.brief("near_end", near.visits[-1].x)
            self.clear_stage(named)
            axes, *stops = convergence.stops(self, near, ring, PICTURE)
            self.appear(axes)
            self.one_by_one(*stops, run_time=3.0)
            self.appear(self.ending(near))
        with self.beat("flat"):
            self.brief("flat_start", flat.visits[0].x)
            self.clear_stage(named)
            self.appear(*view, *standing(plane, flat.visits[0], 0))
            level = flat.visits[0].line.across(*self.p.trap_x_range)
            self.trace(plane.segment(level, "derivative", name="level tangent"))
            self.appear(self.ending(flat))

    def ending(self, walk: NewtonTrace) -> VMobject:
        """What became of a walk, as the script names that outcome."""
        return self.stack(self.label(walk.outcome.name.lower(), token="error"), zone=LOWER)

    def every_start(self) -> None:
        """Starts on a line, painted by where they end; two closer looks; the complex plane."""
        trap, p = self.astray.function, self.p
        top = self.plane(p.trap_x_range, p.trap_y_range, UPPER, most=(0, 3))
        ranges = p.trap_x_range, p.fringe, p.deeper
        strips = [
            self.plane(ends, (0.0, 1.0), PICTURE.part(y=height), most=(5, 0), beneath=top)
            for ends, height in zip(ranges, STRIPS, strict=True)
        ]
        images = [basin_pictures.painted(each, trap) for each in strips]
        key = self.stack(self.label("late"), self.label("none"), zone=LOWER)
        with self.beat("strip"):
            self.clear_stage()
            self.appear(top, top.curve(trap), self.named(trap))
            self.appear(strips[0], images[0])
            self.appear(*key)
        closer_looks = zip(("fringe", "deeper"), pairwise(strips), images[1:], strict=True)
        for name, (wide, close), image in closer_looks:
            with self.beat(name):
                basin_pictures.enlarge(wide, close, image)
        with self.beat("plane"):
            self.clear_stage(*key)
            plane = self.plane(p.plane_x_range, p.plane_y_range, PICTURE, equal=True)
            image, marks, names = basin_pictures.complex_plane(plane, trap)
            self.appear(plane, image)
            self.appear(*marks, *self.stack(*names[:4], zone=LOWER.part(y=(0.0, 0.7))))

    def rival(self) -> None:
        """Bisection of a bracket, and its steps against Newton's."""
        f, (low, high) = self.walk.function, self.p.bracket
        halving = newton_cases.rival(self.walk, low, high)
        with self.beat("bisection"):
            self.clear_stage()
            view = halving.view
            top = self.plane(view.x, view.y, UPPER, x_name="x")
            count = self.plane(
                view.x, (-7.0, 1.0), PICTURE.part(y=(0.0, 0.48)), most=(0, 0), beneath=top
            )
            self.appear(top, top.curve(f), self.named(f))
            self.one_by_one(*convergence.brackets(count, halving, 7), run_time=3.0)
        with self.beat("race"):
            self.claim("halvings", halving.halvings)
            self.claim("steps", self.walk.steps)
            self.clear_stage()
            plane, slow, fast = convergence.race(self, self.walk, halving, PICTURE)
            self.appear(plane)
            self.one_by_one(*slow)
            self.one_by_one(*fast)

    def lowest_point(self) -> None:
        """Newton on the slope finds a bottom of the curve."""
        descent = newton_cases.descent(self.p.trap, self.p.descend)
        f, visits, x_range = descent.function, descent.walk.visits, self.p.trap_x_range
        top = self.plane(x_range, self.p.trap_y_range, UPPER, most=(0, 4), y_name="f")
        below = self.plane(
            x_range, self.p.slope_y_range, PICTURE.part(y=(0.0, 0.5)), beneath=top, y_name="f'"
        )
        with self.beat("bottom"):
            self.clear_stage()
            self.appear(top, top.curve(f), self.named(f))
            self.appear(below, below.curve(f.derivative(), "derivative"))
        with self.beat("descend"):
            self.brief("descend_start", visits[0].x)
            self.claim("bottom", descent.place, figures=4)
            for visit in visits[:4]:
                follow(below, visit, shadow=(top, f))
        with self.beat("pit"):
            self.claim("curvature", descent.curvature, figures=3)
            rule = self.formula(
                "x_(n+1) = x_n - frac([[slope| f'(x_n) ]], f''(x_n))", colours=PARTS
            )
            self.appear(
                *self.stack(rule, self.formula("f''(r) = {curvature}"), zone=LOWER, gap=0.6)
            )
