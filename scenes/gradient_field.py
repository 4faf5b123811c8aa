"""The gradient field: slopes at a place, put together into arrows, and where the arrows lead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from manim import Create, FadeIn, VGroup, linear

from mathcore import landscapes, survey
from mathcore.critical_kinds import Kind
from mathcore.fields import Field
from mathcore.quantity import exact
from mathcore.secants import secant
from mathcore.survey import Survey
from mathcore.windows import Window
from scenes.stage import look
from scenes.stage.formula import Formula
from scenes.stage.land import Compass, Land, Register, Walker
from scenes.stage.lecture import Lecture
from scenes.stage.look import WHOLE, Token
from scenes.stage.triangles import Triangle, secant_line

Range = tuple[float, float]
Place = tuple[float, float]
MAP, SIDE = WHOLE.part(x=(0.0, 0.47)), WHOLE.part(x=(0.54, 1.0))
VIEW, NOTES = SIDE.part(y=(0.46, 1.0)), SIDE.part(y=(0.0, 0.42))
SLOPES: dict[str, Token] = {"east": "derivative", "north": "derivative", "steepest": "derivative"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GradientFieldParameters:
    """What another course may change; places are (east, north) in the units of the map."""

    function: str = landscapes.HILLS_AND_PITS  # the height, in x (east) and y (north)
    x_range: Range = landscapes.X_RANGE  # the map
    y_range: Range = landscapes.Y_RANGE
    heights: Range = (-3.0, 3.0)  # the view from the side
    levels: tuple[float, ...] = (-2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.5)
    place: Place = (-1.0, -0.75)  # where the slopes are measured
    east_to: float = 0.0  # where the step to the east ends at first
    east_near: float = -0.98  # and when it has become short
    columns: int = 9  # of arrows
    starts: tuple[Place, ...] = landscapes.STARTS  # of the first walks uphill
    fifth: Place = landscapes.FIFTH_START  # from where a walk misses the highest of their ends
    ridge: Place = landscapes.RIDGE_START  # from where a walk comes to rest on no top
    step: float = landscapes.STEP  # of the walks, times the gradient
    depth: float = -2.25  # what the dip-stick is to find
    dip: Place = (-0.5, -2.5)  # where it is put down first
    stride: float = 0.5  # of the search among four neighbours
    sweep: int = 20  # columns of the search row by row

    def __post_init__(self) -> None:
        """Refuse what cannot be shown, with the reason."""
        surveyed(self)


@cache
def surveyed(p: GradientFieldParameters) -> Survey:
    """All that `mathcore` knows of the land; a ValueError where an answer cannot be shown."""
    f, window = Field.parse(p.function), Window(p.x_range, p.y_range)
    levels = survey.contour_map(f, p.levels, window)
    return Survey(
        f, window, *survey.place_of(f, window, p.place), levels,
        survey.arrows(f, window, p.columns, levels),
        survey.level_places(f, window),
        survey.walks(f, window, p.step, p.starts, p.fifth, p.ridge),
        survey.sought(f, window, p.depth),
        survey.dips(f, window, p.depth, p.sweep, p.dip, p.stride, p.step),
    )  # fmt: skip


class GradientField(Lecture):
    """Contours, one arrow, all arrows, and what a walker who feels only slopes can find."""

    parameters_type = GradientFieldParameters

    def construct(self) -> None:
        """Draw the land, measure it at one place, then everywhere, and walk."""
        self.p, self.facts = self.parameters, surveyed(self.parameters)
        self.land = Land(self, self.facts.field, self.facts.window, MAP)
        self.map, self.here = self.land.map, self.facts.rose.gradient
        self.add(self.title())
        self.climb()
        self.two_slopes()
        self.all_directions()
        self.arrows()
        self.walks()
        self.level_places()
        self.dip_stick()
        with self.beat("recap"):
            self.clear_stage()
            self.appear(self.recap(self.gradient(look.RECAP), self.directional(look.RECAP)))

    # -- acts ---------------------------------------------------------------------------------

    def climb(self) -> None:
        """A cut through the land, and a contour for every height that it is climbed by."""
        self.east = self.land.view(0, self.here, self.p.heights, VIEW)
        (line, lines), *higher = self.land.bands(self.east.plane, self.facts.levels)
        self.claim("first_level", self.facts.levels[0][0].level)
        with self.beat("map"):
            self.appear(self.map)
        with self.beat("cut"):
            self.trace(self.east.cut, run_time=1.0)
            self.appear(self.east.plane)
            self.trace(self.east.ground, run_time=2.5)
        with self.beat("contour"):
            self.trace(line, run_time=1.0)
            self.trace(lines, run_time=1.5)
        with self.beat("climb"):
            for height, traced in higher:
                self.together(Create(height), Create(traced), run_time=1.0)
        with self.beat("crowd"):
            self.leave(line, *(height for height, _ in higher))

    def two_slopes(self) -> None:
        """A step to the east shrinks to a slope; so to the north; both make an arrow."""
        g, side, end = self.here, self.east, self.parameter(self.p.east_to)
        chord = lambda: secant(side.function, side.at, end())  # noqa: E731
        triangle, line = (
            Triangle(side.plane, lambda: chord().corners),
            secant_line(side.plane, chord),
        )
        foot = self.map.dot(lambda: (end(), self.p.place[1]), "approximation", name="step")
        self.dot = self.map.dot(g.at, name="place")
        height = self.facts.field.value(*self.p.place)
        rows = self.stack(
            self.formula("f =", self.claim("height", height, figures=3), token="function"),
            self.formula("frac(partial f, partial x) =", self.claim("east", g.east, figures=3), colours=SLOPES),
            self.formula("frac(partial f, partial y) =", self.claim("north", g.north, figures=3), colours=SLOPES),
            zone=NOTES, gap=0.22,
        )  # fmt: skip
        with self.beat("place"):
            self.land.hush()
            self.appear(self.dot, side.dot, rows[0])
        with self.beat("step"):
            self.claim("run", chord().run, figures=3)
            self.claim("rise", chord().rise, figures=3)
            self.appear(foot, triangle)
        with self.beat("shorter"):
            self.appear(line)
            self.play(end.animate.set_value(self.p.east_near), run_time=4)
        with self.beat("east"):
            self.leave(line, foot, triangle)
            self.trace(side.touching())
            self.appear(rows[1])
        with self.beat("north"):
            self.clear_stage(self.map, self.land.contours, self.dot, *rows)
            side = self.land.view(1, g, self.p.heights, VIEW)
            self.trace(side.cut, run_time=0.8)
            self.appear(side.plane, side.ground, side.dot)
            self.trace(side.touching())
            self.appear(rows[2])
        tip = g.tip(self.facts.single)
        self.arrow = self.map.arrow((g.at, tip), name="gradient", width=look.BOLD)
        parts = (
            self.map.segment((g.at, (tip.x, g.at.y)), "derivative", name="east part", merging=True),
            (
                self.map.segment(
                    ((tip.x, g.at.y), tip), "derivative", name="north part", merging=True
                )
            ),
        )
        lines = self.stack(
            self.gradient(), self.formula("= vec({east}, {north})", colours=SLOPES), zone=VIEW
        )
        with self.beat("parts"):
            self.clear_stage(self.map, self.land.contours, self.dot, *rows)
            for each in parts:
                self.trace(each, run_time=0.8)
        with self.beat("arrow"):
            self.appear(self.arrow)
            self.appear(*lines)
            self.leave(*parts)

    def all_directions(self) -> None:
        """A compass turns: the slope against the direction is a cosine."""
        rose, compass = self.facts.rose, Compass(self.land, self.facts.rose, VIEW)
        turn, steepest = compass.turn, self.claim("steepest", self.here.length, figures=3)
        self.claim("turn", rose.turn, digits=2)
        self.claim("level_turn", rose.level.x, digits=2)
        self.claim_that("steeper than east", self.here.length, ">=", self.here.east)
        self.claim_that("steeper than north", self.here.length, ">=", self.here.north)
        rows = self.stack(
            self.directional(), self.formula("abs(nabla f) =", steepest, colours=SLOPES), zone=NOTES
        )
        with self.beat("which"):
            self.clear_stage(self.map, self.land.contours, self.dot)
        with self.beat("dial"):
            self.appear(compass.rim, compass.hand, compass.plane)
            self.add(compass.growing, compass.dot)
            self.play(turn.animate.set_value(compass.once), run_time=7, rate_func=linear)
            self.remove(compass.growing)
            self.add(compass.wave)
        with self.beat("cosine"):
            self.appear(rows[0])
        with self.beat("peak"):
            self.play(turn.animate.set_value(float(rose.turn)), run_time=3)
            self.appear(self.arrow, rows[1])
        with self.beat("level"):
            self.play(turn.animate.set_value(float(rose.level.x)), run_time=2.5)

    def arrows(self) -> None:
        """An arrow everywhere, and the right angle that each makes with its contour."""
        arrows = self.facts.arrows
        everywhere = self.land.arrows(arrows.grid, arrows.scale)
        upright = self.land.arrows([each.gradient for each in arrows.crossings], arrows.scale)
        self.claim("arrows", arrows.count)
        self.claim("worst", arrows.worst, figures=1)
        note = self.stack(
            self.formula("{arrow} = {scale} space nabla f", colours={"arrow": "derivative"}),
            zone=VIEW,
        )
        with self.beat("field"):
            self.clear_stage(self.map, self.land.contours)
            self.together(*map(FadeIn, everywhere), lag_ratio=0.05, run_time=3.0)
        with self.beat("size"):
            self.appear(note)
        with self.beat("crossing"):
            self.leave(everywhere)
            self.land.speak()
        with self.beat("right"):
            self.together(*map(FadeIn, upright), lag_ratio=0.1, run_time=3.0)

    def walks(self) -> None:
        """Walks uphill: where they end, what one misses, and one that comes to no top."""
        walks = self.facts.walks
        walker = Walker(self.land, walks, SIDE.part(y=(0.0, 0.68)))
        rule = self.stack(
            self.formula("[[next| p_(n+1) ]] = [[now| p_n ]] + gamma thin nabla f([[now| p_n ]])"),
            self.formula("gamma =", self.claim("step", exact(self.p.step))),
            zone=SIDE, gap=0.25,
        )  # fmt: skip
        first, *others = range(len(self.p.starts))
        starts = [walker.start(number) for number in range(len(walks.paths))]
        self.claim("best", walks.best, figures=3)
        with self.beat("walk"):
            self.clear_stage(self.map, self.land.contours)
            self.land.hush()
            self.appear(rule)
        with self.beat("first"):
            self.appear(starts[first], walker.table)
            walker.go(first, run_time=3.0)
        with self.beat("others"):
            for number in others:
                self.appear(starts[number], run_time=0.5)
                walker.go(number)
        with self.beat("meet"):
            pass
        with self.beat("fifth"):
            self.appear(starts[-2])
        with self.beat("missed"):
            walker.go(len(starts) - 2, run_time=2.5)
        with self.beat("ridge"):
            self.appear(starts[-1])
            walker.go(len(starts) - 1, run_time=3.5)

    def level_places(self) -> None:
        """Every place without a slope, and the second derivatives that tell its kind."""
        found, register = self.facts.level_places, Register(self.land, SIDE.part(y=(0.0, 0.8)))
        rings = {each: self.map.ring(each.at, name="level place") for each in found.found}
        self.claim("places", found.count())
        for name, kind in (("tops", Kind.TOP), ("pits", Kind.PIT), ("saddles", Kind.SADDLE)):
            self.claim(name, found.count(kind))
        bend = self.stack(self.formula('"det" H = f_(x x) f_(y y) - f_(x y)^2'), zone=SIDE)
        with self.beat("zero"):
            self.clear_stage(self.map, self.land.contours)
            self.together(*map(FadeIn, rings.values()), lag_ratio=0.4, run_time=3.0)
        with self.beat("bend"):
            self.appear(bend)
            self.appear(register.table)
        for name, kinds in (
            ("tops", (Kind.TOP,)), ("pits", (Kind.PIT,)), ("saddles", (Kind.SADDLE, Kind.INCONCLUSIVE)),
        ):  # fmt: skip
            with self.beat(name):
                places = [each for each in found.found if each.kind in kinds]
                register.show(places, [rings[each] for each in places])

    def dip_stick(self) -> None:
        """Three ways to find low ground under water, and how many soundings each needs."""
        names: tuple[Token, ...] = ("quiet", "approximation", "derivative")
        table = self.table(self.label("search"), self.label("soundings"), zone=SIDE)
        goal = VGroup(*(self.land.contour(each) for each in self.facts.sought))
        self.claim("depth", exact(self.p.depth))
        with self.beat("water"):
            self.clear_stage(self.map)
            self.appear(goal)
        with self.beat("guess"):
            self.appear(table)
        for name, search, token in zip(
            ("sweep", "compass", "slope"), self.facts.dips, names, strict=True
        ):
            with self.beat(name):
                sticks = self.land.stick(search, token)
                self.together(*map(FadeIn, sticks), lag_ratio=0.5, run_time=3.0)
                count = self.claim(name, search.count)
                row = table.row(self.label(name), self.formula(count))
                self.appear(row)

    # -- formulas -----------------------------------------------------------------------------

    def gradient(self, size: float = look.FORMULA) -> Formula:
        """The gradient, as the two slopes put together."""
        source = "nabla f = vec(frac(partial f, partial x), frac(partial f, partial y))"
        return self.formula(source, size=size)

    def directional(self, size: float = look.FORMULA) -> Formula:
        """The slope in a direction, from the gradient."""
        return self.formula(
            "D(t) = frac(partial f, partial x) cos t + frac(partial f, partial y) sin t", size=size
        )
