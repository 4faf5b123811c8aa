"""The derivative: the number that the slopes of secants settle on as their gap closes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from manim import LEFT, UL, FadeIn, VMobject

from mathcore import derivations, secant_slopes
from mathcore.algebra import Fate
from mathcore.derivations import Derived
from mathcore.functions import Function
from mathcore.quantity import Quantity
from mathcore.quotients import Outcome, Side, halvings
from mathcore.scaled import needed
from mathcore.secant_study import SecantStudy, study
from mathcore.windows import Range
from scenes.stage import approaches, look
from scenes.stage.algebra import Lines, definition
from scenes.stage.approaches import Powers, SlopeGraph
from scenes.stage.lecture import Lecture
from scenes.stage.secants import SecantPicture, TurningSecant

NOTES = look.COLUMN.part(y=(0.0, 0.76))
ALGEBRA = look.WHOLE.part(x=(0.02, 0.7))
HALVES = look.WHOLE.part(x=(0.0, 0.48)), look.WHOLE.part(x=(0.52, 1.0))
WAYS = ("right", "left", "both")


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivativeLimitParameters:
    """What another course may change."""

    function: str = "x^2"  # whose secants turn
    at: float = 1.0  # the point that they all go through
    gap: float = 1.0  # from there to the second point, at first
    rows: int = 6  # of the table, from four to six; from each to the next the gap is halved
    x_range: Range = (0.0, 2.6)  # the view of the curve
    y_range: Range = (0.0, 5.0)
    algebra: str = "x^2"  # a polynomial, derived line by line
    again: str = "5x^2"  # another one
    test: str = "x^3"  # and one to test the pattern on
    sided: str = "x^3"  # whose secants go right, left, and to both sides, in the same view
    broken: str = "abs(x)"  # a curve without a slope
    broken_at: float = 0.0  # at this point
    broken_gap: float = 1.0  # the first gap there
    broken_x_range: Range = (-1.5, 1.5)  # the view of it
    broken_y_range: Range = (-0.5, 1.7)

    def __post_init__(self) -> None:
        """Refuse what cannot be shown, with the reason."""
        if not 4 <= self.rows <= 6:
            raise ValueError(f"the table has from four to six rows, got rows={self.rows!r}")
        self.main(), self.aside(), self.failure(), self.polynomials()

    def main(self) -> SecantStudy:
        """The secants that turn."""
        gaps = halvings(self.gap, self.rows)
        return study(self.function, self.at, gaps, self.x_range, self.y_range).converging(
            Side.FORWARD
        )

    def aside(self) -> SecantStudy:
        """The secants to each side and to both, from half of the gap on."""
        gaps = halvings(self.gap, self.rows + 1)[1:]
        return study(self.sided, self.at, gaps, self.x_range, self.y_range).converging(*Side)

    def failure(self) -> SecantStudy:
        """The secants whose slopes have no limit."""
        gaps, view = (
            halvings(self.broken_gap, self.rows),
            (self.broken_x_range, self.broken_y_range),
        )
        return study(self.broken, self.broken_at, gaps, *view).failing()

    def polynomials(self) -> list[Derived]:
        """Three functions with their derivations."""
        texts = self.algebra, self.again, self.test
        return [derivations.in_five_lines(Function.parse(each)) for each in texts]


class DerivativeLimit(Lecture):
    """Secants that turn, what they settle on, why that is certain, and where it fails."""

    parameters_type = DerivativeLimitParameters

    def construct(self) -> None:
        """Close in, measure how fast, derive, define, see a pattern, take sides, and fail."""
        p: DerivativeLimitParameters = self.parameters
        self.main, self.broken, self.polynomials = p.main(), p.failure(), p.polynomials()
        self.picture, self.rows = SecantPicture(self, self.main), self.main.right.rows
        self.filling = approaches.gap_table(self, self.main, NOTES)
        self.add(self.title())
        self.two_points()
        self.closer()
        self.how_fast()
        self.by_algebra()
        self.definition()
        self.pattern()
        self.three_ways(p.aside())
        self.without_slope()
        self.the_hole()
        with self.beat("recap"):
            self.clear_stage()
            self.appear(self.recap(definition(self, size=look.RECAP)))

    def brief(self, name: str, number: Quantity, figures: int = 3) -> None:
        """Claim a number with as few digits as a sentence can bear."""
        self.claim(name, number, digits=needed(number, figures))

    def two_points(self) -> None:
        """A point has no slope; two have: the rise over the run."""
        picture = self.picture
        with self.beat("curve"):
            self.appear(picture.plane)
            self.trace(picture.curve, run_time=2.0)
            self.appear(picture.named, picture.touch)
        with self.beat("second"):
            self.trace(picture.run, run_time=1.0)
            self.appear(picture.gap, picture.right.dot)
        with self.beat("secant"):
            self.brief("first_slope", self.rows[0].slope)
            self.trace(picture.rise, run_time=0.8)
            self.trace(picture.right.line, run_time=1.2)
            self.readout = picture.right.reading(look.COLUMN)
            self.appear(*self.readout)

    def closer(self) -> None:
        """Half the gap, and half of it again: the slopes settle."""
        picture, table = self.picture, self.filling
        unknown = self.formula('"?"', size=look.LABEL, token="derivative")
        with self.beat("table"):
            self.leave(picture.run, picture.rise, picture.gap)
            self.appear(table.rule, *table.heads[:2])
            self.halve(0, 1)
        with self.beat("next"):
            self.appear(table.rows[2][0], unknown.move_to(table.rows[2][1]))
        with self.beat("turns"):
            self.brief("third_slope", self.rows[2].slope)
            self.leave(unknown, run_time=0.4)
            self.halve(2)
        with self.beat("settles"):
            self.halve(*range(3, len(self.rows)))
        with self.beat("tangent"):
            self.brief("limit", self.main.limit)
            self.leave(*picture.right.parts, *self.readout)
            self.trace(picture.tangent)
            self.appear(self.stack(self.formula("m -> {limit}", colours={"limit": "derivative"})))

    def halve(self, *numbers: int) -> None:
        """Close the gap row by row, and leave a shadow of the secant at each."""
        for number in numbers:
            self.picture.right.close(number)
            self.add(self.picture.shadows[number])
            self.appear(*self.filling.rows[number][:2], run_time=0.5)

    def how_fast(self) -> None:
        """The distance from the limit goes like a power of the gap."""
        rows, powers = self.filling.rows, Powers(self, [self.main.right])
        with self.beat("guess"):
            self.appear(self.filling.heads[2])
        with self.beat("distance"):
            self.brief("share", self.main.right.shrinks[-1], 2)
            self.together(*(FadeIn(row[2]) for row in rows), lag_ratio=0.6, run_time=3.0)
        with self.beat("powers"):
            self.leave(*self.picture.scene, *self.picture.shadows, self.picture.tangent)
            self.appear(powers.plane)
            flights = zip(powers.dots[0], rows, strict=True)
            moves = (FadeIn(dot, target_position=row[2]) for dot, row in flights)
            self.together(*moves, lag_ratio=0.5, run_time=3.0)
        with self.beat("order"):
            self.claim("order", self.main.right.order.power, digits=2)
            self.trace(powers.lines[0])
            words = self.formula("{slope} {order}", token="error")
            self.appear(self.beside(words, powers.lines[0].get_center(), prefer=UL))

    def by_algebra(self) -> None:
        """What the table suggests, algebra makes certain."""
        lines = Lines(self, self.polynomials[0], ALGEBRA)
        with self.beat("quotient"):
            self.clear_stage()
            self.appear(lines.named)
            self.appear(lines.quotient, lines.lines[0])
        for number, name in enumerate(("expand", "cancel", "divide"), start=1):
            with self.beat(name):
                if name == "cancel":
                    lines.light(1, Fate.CANCELS, "quiet")
                self.appear(lines.reason(number, name), run_time=0.5)
                lines.next(number)
        with self.beat("still"):
            lines.light(3, Fate.VANISHES, "error")
        with self.beat("goes"):
            lines.next(4)
            self.appear(lines.result)

    def definition(self) -> None:
        """The definition, lit part by part, each beside its picture."""
        picture, lit = self.picture, (("none",), ("rise",), ("rise", "run"), ("closing",), ())
        stages = [self.stack(definition(self, *each)) for each in lit]
        change = (lambda pair: self.morph(*pair, run_time=0.6)), pairwise(stages)
        with self.beat("rise"):
            self.clear_stage()
            picture.right.gap.set_value(float(self.rows[0].h))
            self.appear(*picture.scene, *picture.right.parts, stages[0])
            self.morph(*stages[:2], run_time=0.6)
            self.trace(picture.rise, run_time=1.0)
        with self.beat("run"):
            self.morph(*stages[1:3], run_time=0.6)
            self.trace(picture.run, run_time=1.0)
            self.appear(picture.gap)
        with self.beat("closing"):
            self.leave(picture.run, picture.rise, picture.gap)
            self.morph(*stages[2:4], run_time=0.6)
            picture.right.close(-1, run_time=3.5)
        with self.beat("prime"):
            self.leave(*picture.right.parts)
            self.morph(*stages[3:], run_time=0.6)
            self.trace(picture.tangent)

    def pattern(self) -> None:
        """Two results, a guess, and its test."""
        rule, (_, second, third) = derivations.power_pattern(), self.polynomials
        results = self.stack(
            *(self.formula(each.function, "-->", each.derivative) for each in self.polynomials),
            gap=0.5,
        )
        guess = self.formula(rule.function, "-->", rule.derivative, size=look.RECAP)
        unknown = self.formula(third.function, '--> "?"').align_to(results, LEFT)
        with self.beat("again"):
            self.clear_stage()
            self.appear(results[0])
            Lines(self, second, look.STAGE).every()
            self.appear(results[1])
        with self.beat("expect"):
            self.clear_stage(*results[:2])
            self.appear(unknown.stand_on(results[2].baseline))
        with self.beat("conjecture"):
            self.appear(guess.move_to(look.STAGE.centre))
        with self.beat("tested"):
            self.leave(guess)
            Lines(self, third, look.STAGE).every()
            self.morph(unknown, results[2])

    def three_ways(self, sided: SecantStudy) -> None:
        """The second point to the right, to the left, or one on each side."""
        picture, powers = SecantPicture(self, sided), Powers(self, sided.ways)
        self.brief("sided_limit", sided.limit)
        for name, way in zip(WAYS, sided.ways, strict=True):
            self.brief(f"{name}_slope", way.rows[0].slope)
            self.claim(f"{name}_order", way.order.power, digits=2)
        slopes = [self.formula(f"{{{name}}}: m = {{{name}_slope}}") for name in WAYS]
        orders = [self.formula(f"{{{name}}}: {{slope}} {{{name}_order}}") for name in WAYS]
        limit = self.formula("f'(x) = {sided_limit}", token="derivative")
        self.stack(limit, *slopes, gap=0.6)
        self.stack(limit, *orders, gap=0.6)
        right, left, both = map(picture.secant, sided.ways)
        with self.beat("sides"):
            self.clear_stage()
            self.appear(*picture.scene, picture.tangent, limit)
            for parts, slope in ((right, slopes[0]), (left, slopes[1])):
                self.trace(*parts, run_time=1.0)
                self.appear(slope)
        with self.beat("both"):
            self.leave(*right, *left)
            self.trace(*both, run_time=1.0)
            self.appear(slopes[2])
        with self.beat("race"):
            self.clear_stage(*slopes)
            self.appear(powers.plane, *(dots[0] for dots in powers.dots))
        with self.beat("orders"):
            for number, dots in enumerate(powers.dots):
                self.together(*map(FadeIn, dots[1:]), lag_ratio=0.4, run_time=1.2)
                self.trace(powers.lines[number], run_time=0.8)
                self.morph(slopes[number], orders[number], run_time=0.8)

    def without_slope(self) -> None:
        """Slopes that do not settle on one number."""
        picture, table = (
            SecantPicture(self, self.broken),
            approaches.side_table(self, self.broken, NOTES),
        )
        with self.beat("broken"):
            self.clear_stage()
            self.appear(picture.plane)
            self.trace(picture.curve)
            self.appear(picture.named, picture.touch)
        for name, secant, columns in (
            ("from_right", picture.right, (0, 2)),
            ("from_left", picture.left, (1,)),
        ):
            with self.beat(name):
                self.appear(*(table.heads[column] for column in columns), *secant.parts)
                for number, row in enumerate(table.rows):
                    secant.close(number, run_time=0.8)
                    self.appear(*(row[column] for column in columns), run_time=0.3)
        with self.beat("verdict"):
            self.brief("right_last", self.broken.right.rows[-1].slope)
            self.brief("left_last", self.broken.left.rows[-1].slope)
            self.appear(self.stack(self.label(self.broken.outcome.name.lower(), token="error")))

    def the_hole(self) -> None:
        """Without a gap there is no slope; the neighbours tell which one is missing."""
        nothing, picture = secant_slopes.without_gap(self.main.function, self.main.at), self.picture
        self.claim("no rise", nothing.rise), self.claim("no gap", nothing.gap)
        general = self.formula("m = frac(f(x + h) - f(x), h)")
        empty = self.formula("m = frac({no rise}, {no gap})", token="error")
        self.stack(general), self.stack(empty)
        filled, bare = (
            SlopeGraph(self, *each) for each in zip((self.main, self.broken), HALVES, strict=True)
        )
        with self.beat("why"):
            self.clear_stage()
            self.appear(*picture.scene, *picture.right.parts, general)
        with self.beat("nothing"):
            self.leave(*picture.right.parts)
            self.together(*map(FadeIn, picture.shadows), lag_ratio=0.5)
            self.morph(general, empty)
        with self.beat("hole"):
            self.clear_stage()
            filled.show()
            self.appear(*filled.hole(self.formula("{limit}", token="derivative")))
        with self.beat("no_fill"):
            bare.show()
