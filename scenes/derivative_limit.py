"""The derivative: the number that the slopes of secants settle on as their gap closes."""

from __future__ import annotations

from dataclasses import dataclass

from manim import FadeIn

from mathcore.algebra import Fate
from mathcore.derivations import Derived, in_five_lines
from mathcore.functions import Function
from mathcore.quotients import Side, halvings
from mathcore.secant_study import SecantStudy, study
from mathcore.windows import Range
from scenes.props import algebra, approaches, gap_tables
from scenes.props.secants import SecantPicture
from scenes.stage import look
from scenes.stage.lecture import Lecture

NOTES, ALGEBRA = look.COLUMN.part(y=(0.0, 0.76)), look.WHOLE.part(x=(0.02, 0.7))
HALVES = [look.WHOLE.part(x=share, y=(0.0, 0.94)) for share in ((0.0, 0.48), (0.52, 1.0))]


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivativeLimitParameters:
    """What another course may change."""

    function: str = "x^2"  # whose secants turn
    at: float = 1.0  # the point that they all go through
    gap: float = 1.0  # from there to the second point, at first
    rows: int = 6  # of the table, from four to six; from each to the next the gap is halved
    x_range: Range = (0.0, 2.4)  # the view of the curve
    y_range: Range = (0.0, 5.0)
    algebra: str = "x^2"  # a polynomial, derived line by line
    again: str = "5x^2"  # another one
    test: str = "x^3"  # and one to test the pattern on
    sided: str = "x^3"  # whose secants go right, left, and to both sides, in the same view
    broken: str = "abs(x)"  # a curve without a slope
    broken_at: float = 0.0  # at this point
    broken_gap: float = 1.0  # the first gap there
    broken_x_range: Range = (-1.8, 1.8)  # the view of it
    broken_y_range: Range = (-0.5, 2.0)

    def __post_init__(self) -> None:
        """Refuse what cannot be shown, with the reason."""
        if not 4 <= self.rows <= 6:
            raise ValueError(f"the table has from four to six rows, got rows={self.rows!r}")
        self.studies(), self.polynomials()

    def studies(self) -> tuple[SecantStudy, SecantStudy, SecantStudy]:
        """The secants that turn; those to all sides, from half of the gap; those that fail."""
        gaps, view = halvings(self.gap, self.rows + 1), (self.x_range, self.y_range)
        broken_gaps = halvings(self.broken_gap, self.rows)
        broken_view = self.broken_x_range, self.broken_y_range
        return (
            study(self.function, self.at, gaps[:-1], *view).converging(Side.FORWARD),
            study(self.sided, self.at, gaps[1:], *view).converging(*Side),
            study(self.broken, self.broken_at, broken_gaps, *broken_view).failing(),
        )

    def polynomials(self) -> list[Derived]:
        """Three functions with their derivations."""
        texts = self.algebra, self.again, self.test
        return [in_five_lines(Function.parse(each)) for each in texts]


class DerivativeLimit(Lecture):
    """Secants that turn, what they settle on, why that is certain, and where it fails."""

    parameters_type = DerivativeLimitParameters

    def construct(self) -> None:
        """Close in, measure how fast, derive, define, see a pattern, take sides, and fail."""
        self.main, sided, self.broken = self.parameters.studies()
        self.told = self.parameters.polynomials()
        self.picture = SecantPicture(self, self.main)
        self.gaps = gap_tables.gap_table(self, self.main, NOTES)
        self.add(self.title())
        self.two_points()
        self.closer()
        self.how_fast()
        self.by_algebra()
        self.definition()
        self.pattern()
        self.three_ways(approaches.Race(self, sided, look.COLUMN))
        self.without_slope()
        self.the_hole()
        with self.beat("recap"):
            self.clear_stage()
            self.appear(self.recap(algebra.definition(self, size=look.RECAP)))

    def two_points(self) -> None:
        """A point has no slope; two have: the rise over the run."""
        picture = self.picture
        with self.beat("curve"):
            approaches.spoken(self, self.main)
            self.appear(picture.plane)
            self.trace(picture.curve, run_time=2.0)
            self.appear(picture.named, picture.touch)
        with self.beat("second"):
            self.trace(picture.run, run_time=1.0)
            self.appear(picture.gap, picture.right.dot)
        with self.beat("secant"):
            self.trace(picture.rise, run_time=0.8)
            self.trace(picture.right.line, run_time=1.2)
            self.appear(*picture.right.reading)

    def closer(self) -> None:
        """Half the gap, and half of it again: the slopes settle."""
        picture, cells = self.picture, [row[:2] for row in self.gaps.rows]
        unknown = self.formula('"?"', size=look.LABEL, token="derivative")
        with self.beat("table"):
            self.leave(picture.run, picture.rise, picture.gap)
            self.appear(self.gaps.rule, *self.gaps.heads[:2])
            picture.right.through(cells[:2], 0, picture.shadows)
        with self.beat("next"):
            self.appear(cells[2][0], unknown.move_to(cells[2][1]))
        with self.beat("turns"):
            self.leave(unknown, run_time=0.4)
            picture.right.through(cells[2:3], 2, picture.shadows)
        with self.beat("settles"):
            picture.right.through(cells[3:], 3, picture.shadows)
        with self.beat("tangent"):
            self.leave(*picture.right.parts, *picture.right.reading)
            self.trace(picture.tangent)
            self.appear(*self.stack(self.formula("m -> {limit}", token="derivative")))

    def how_fast(self) -> None:
        """The distance from the limit goes like a power of the gap."""
        powers = approaches.Powers(self, [self.main.right])
        last = [row[2] for row in self.gaps.rows]
        with self.beat("guess"):
            self.appear(self.gaps.heads[2])
        with self.beat("distance"):
            self.together(*map(FadeIn, last), lag_ratio=0.6, run_time=3.0)
        with self.beat("powers"):
            self.leave(*self.picture.scene, *self.picture.shadows, self.picture.tangent)
            self.appear(powers.plane)
            powers.fly(last)
        with self.beat("order"):
            self.trace(powers.lines[0])
            self.appear(powers.order())

    def by_algebra(self) -> None:
        """What the table suggests, algebra makes certain."""
        lines = algebra.Lines(self, self.told[0], ALGEBRA, look.TITLE)
        with self.beat("quotient"):
            self.clear_stage()
            self.appear(lines.named, *lines.first)
        for name in ("expand", "cancel", "divide"):
            with self.beat(name):
                lines.go_on(name)
        with self.beat("still"):
            lines.light(3, Fate.VANISHES, "error")
        with self.beat("goes"):
            lines.go_on("goes")

    def definition(self) -> None:
        """The definition, lit part by part, each beside its picture."""
        picture, known = self.picture, algebra.Definition(self)
        with self.beat("rise"):
            self.clear_stage()
            picture.right.open()
            self.appear(*picture.scene, *picture.right.parts, known.formula)
            known.light("rise")
            self.trace(picture.rise, run_time=1.0)
        with self.beat("run"):
            known.light("rise", "run")
            self.trace(picture.run, run_time=1.0)
            self.appear(picture.gap)
        with self.beat("closing"):
            self.leave(picture.run, picture.rise, picture.gap)
            known.light("closing")
            self.appear(*(reading := picture.right.read(NOTES)))
            picture.right.close(-1, run_time=3.5)
        with self.beat("prime"):
            self.leave(*picture.right.parts, *reading)
            known.light()
            self.trace(picture.tangent)
            limit = self.formula("m -> {limit}", token="derivative")
            self.appear(*self.stack(limit, zone=NOTES))

    def pattern(self) -> None:
        """Two results, a guess, and its test."""
        pattern, (_, second, third) = algebra.Pattern(self, self.told), self.told
        with self.beat("again"):
            self.clear_stage()
            self.appear(pattern.results[0])
            algebra.Lines(self, second, look.STAGE).every()
            self.appear(pattern.results[1])
        with self.beat("expect"):
            self.appear(pattern.unknown)
        with self.beat("conjecture"):
            self.clear_stage(*pattern.results[:2], pattern.unknown)
            self.appear(pattern.guess)
        with self.beat("tested"):
            self.morph(pattern.guess, pattern.rule)
            algebra.Lines(self, third, look.STAGE).every()
            self.morph(pattern.unknown, pattern.results[2])

    def three_ways(self, race: approaches.Race) -> None:
        """The second point to the right, to the left, or one on each side."""
        with self.beat("sides"):
            self.clear_stage()
            self.appear(*race.picture.scene, race.picture.tangent, race.limit)
            race.draw(0, 1)
        with self.beat("both"):
            self.leave(*race.secants[0], *race.secants[1])
            race.draw(2)
        with self.beat("race"):
            self.clear_stage(*race.slopes, *race.names, *race.shapes)
            self.appear(race.powers.plane, *(dots[0] for dots in race.powers.dots))
        with self.beat("orders"):
            race.run()

    def without_slope(self) -> None:
        """Slopes that do not settle on one number."""
        picture = SecantPicture(self, self.broken)
        table = gap_tables.side_table(self, self.broken, NOTES)
        with self.beat("broken"):
            self.clear_stage()
            self.appear(picture.plane, picture.named)
            self.trace(picture.curve, picture.touch)
        with self.beat("from_right"):
            self.appear(table.rule, table.heads[0], table.heads[2], *picture.right.parts)
            picture.right.through([row[0::2] for row in table.rows], run_time=0.8)
        with self.beat("from_left"):
            self.appear(table.heads[1], *picture.left.parts)
            picture.left.through([row[1:2] for row in table.rows], run_time=0.8)
        with self.beat("verdict"):
            self.appear(*self.stack(self.label(self.broken.outcome.name.lower(), token="error")))

    def the_hole(self) -> None:
        """Without a gap there is no slope; the neighbours tell which one is missing."""
        picture, (full, empty) = self.picture, approaches.empty_ratio(self, self.main)
        whole, torn = map(approaches.SlopeGraph, (self, self), (self.main, self.broken), HALVES)
        with self.beat("why"):
            self.clear_stage()
            self.appear(*picture.scene, *picture.right.parts, full)
        with self.beat("nothing"):
            self.leave(*picture.right.parts)
            self.morph(full, empty)
            self.together(*map(FadeIn, (*picture.shadows, *picture.fan)), lag_ratio=0.5)
        with self.beat("hole"):
            self.clear_stage()
            whole.show()
            self.appear(*whole.hole(self.formula("{limit}", token="derivative")))
        with self.beat("no_fill"):
            torn.show()
            self.appear(torn.torn())
