"""The gradient field: slopes at a place, put together into arrows, and where the arrows lead."""

from __future__ import annotations

from dataclasses import dataclass

from manim import RIGHT, Create, FadeIn, VGroup

from mathcore import landscapes, survey
from mathcore.critical_kinds import Kind
from mathcore.quantity import exact
from scenes.props.explorers import Register, Sounder, Walker
from scenes.props.land import Compass, Land
from scenes.stage import look
from scenes.stage.lecture import Lecture
from scenes.stage.look import WHOLE, Token

Range = tuple[float, float]
Place = tuple[float, float]
MAP, SIDE = WHOLE.part(x=(0.0, 0.47)), WHOLE.part(x=(0.54, 1.0))
VIEW, NOTES = SIDE.part(y=(0.36, 1.0)), SIDE.part(y=(0.0, 0.32))
HALF = NOTES.part(x=(0.0, 0.42)).width
GRADIENT = "nabla f = (frac(partial f, partial x), frac(partial f, partial y))"
DIRECTIONAL = "D(t) = frac(partial f, partial x) cos t + frac(partial f, partial y) sin t"
SLOPES: dict[str, Token] = {"east": "derivative", "north": "derivative", "steepest": "derivative"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GradientFieldParameters:
    """What another course may change; places are (east, north) in the units of the map."""

    function: str = landscapes.HILLS_AND_PITS  # the height, in x (east) and y (north)
    x_range: Range = landscapes.X_RANGE  # the map
    y_range: Range = landscapes.Y_RANGE
    heights: Range = (-3.0, 3.0)  # the view from the side
    levels: tuple[float, ...] = (-2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5)
    place: Place = (-0.75, -1.0)  # where the slopes are measured
    far: float = 2.0  # how far east the first step leads
    near: float = -0.73  # and the last
    columns: int = 8  # of arrows
    starts: tuple[Place, ...] = landscapes.STARTS  # of the first walks uphill
    fifth: Place = landscapes.FIFTH_START  # from where a walk misses the highest of their ends
    ridge: Place = landscapes.RIDGE_START  # from where a walk comes to rest on no top
    step: float = landscapes.STEP  # of the walks, times the gradient
    depth: float = -2.4  # what the dip-stick is to find
    dip: Place = (-2.5, -0.5)  # where it is put down first
    sweep: int = 20  # columns of the search row by row
    stride: float = 0.5  # of the search among four neighbours
    dip_step: float = 0.2  # of the search along the slope, times the gradient

    def __post_init__(self) -> None:
        """Refuse what cannot be shown, with the reason."""
        survey.survey(self)


class GradientField(Lecture):
    """Contours, one arrow, all arrows, and what a walker who feels only slopes can find."""

    parameters_type = GradientFieldParameters

    def construct(self) -> None:
        """Draw the land, measure it at one place, then everywhere, and walk."""
        self.p, self.facts = self.parameters, survey.survey(self.parameters)
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
            self.appear(
                self.recap(
                    *(self.formula(each, size=look.RECAP) for each in (GRADIENT, DIRECTIONAL))
                )
            )

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
                self.together(Create(height), Create(traced), run_time=0.6)
        with self.beat("crowd"):
            self.leave(line, *(height for height, _ in higher))

    def two_slopes(self) -> None:
        """A step to the east shrinks to a slope; so to the north; both make an arrow."""
        g, side, end = self.here, self.east, self.parameter(self.p.far)
        step, line = side.chord(end)
        foot = self.map.dot(lambda: (end(), self.p.place[1]), "approximation", name="step")
        self.dot = self.map.dot(g.at, name="place")
        height = self.claim("height", self.facts.field.value(*self.p.place), figures=3)
        self.claim("east", g.east, figures=3), self.claim("north", g.north, figures=3)
        slopes = VGroup(
            self.formula(f"frac(partial f, partial {axis}) = {{{way}}}", colours=SLOPES).fit(HALF)
            for axis, way in (("x", "east"), ("y", "north"))
        ).arrange(RIGHT, buff=0.8)
        rows = self.stack(self.formula("f =", height, token="function"), slopes, zone=NOTES)
        with self.beat("place"):
            self.land.hush()
            self.appear(self.dot, side.dot, rows[0])
        with self.beat("step"):
            self.appear(foot, step)
        with self.beat("shorter"):
            self.appear(line)
            self.play(end.animate.set_value(self.p.near), run_time=4)
        with self.beat("east"):
            self.leave(line, foot, step)
            self.trace(side.touching())
            self.appear(slopes[0])
        with self.beat("north"):
            self.clear_stage(self.map, self.land.contours, self.dot, rows[0], slopes[0])
            side = self.land.view(1, g, self.p.heights, VIEW)
            self.trace(side.cut, run_time=0.8)
            self.appear(side.plane, side.ground, side.dot)
            self.trace(side.touching(), run_time=1.0)
            self.appear(slopes[1])
        east, north, self.arrow = self.land.parts(g, self.facts.single)
        both = self.stack(
            self.formula(GRADIENT),
            self.formula("nabla f = ({east}", self.language.separator, "{north})", colours=SLOPES),
            zone=SIDE,
        )
        with self.beat("parts"):
            self.leave(rows[0])
            self.trace(east, run_time=0.8)
            self.trace(north, run_time=0.8)
        with self.beat("arrow"):
            self.clear_stage(self.map, self.land.contours, self.dot, east, north, *slopes)
            self.appear(self.arrow)
            self.remove(*slopes)
            self.morph(slopes, both[1])
            self.appear(both[0])

    def all_directions(self) -> None:
        """A compass turns: the slope against the direction is a cosine."""
        rose, compass = self.facts.rose, Compass(self.land, self.facts.rose, VIEW)
        steepest = self.claim("steepest", self.here.length, figures=3)
        self.claim("turn", rose.turn, digits=2), self.claim("level_turn", rose.level.x, digits=2)
        self.claim_that("steeper than east", self.here.length, ">=", self.here.east)
        self.claim_that("steeper than north", self.here.length, ">=", self.here.north)
        peak = self.formula("abs(nabla f) =", steepest, colours=SLOPES)
        rows = self.stack(self.formula(DIRECTIONAL), peak, zone=NOTES)
        with self.beat("which"):
            self.clear_stage(self.map, self.land.contours, self.dot)
        with self.beat("dial"):
            compass.round()
            self.appear(rows[0])
        with self.beat("peak"):
            compass.to(rose.turn)
            self.appear(self.arrow, rows[1])
        with self.beat("level"):
            compass.to(rose.level.x)

    def arrows(self) -> None:
        """An arrow everywhere, and the right angle that each makes with its contour."""
        arrows = self.facts.arrows
        everywhere = self.land.arrows(arrows.grid, arrows.scale)
        upright = self.land.arrows([each.gradient for each in arrows.crossings], arrows.scale)
        self.claim("arrows", arrows.count), self.claim("scale", arrows.scale)
        self.claim("worst", arrows.worst, figures=1)
        legend = "[[to| -> ]] thick = {scale} space nabla f"
        note = self.stack(self.formula(legend, colours={"to": "derivative"}), zone=SIDE)
        with self.beat("field"):
            self.clear_stage(self.map, self.land.contours)
            self.together(*map(FadeIn, everywhere), lag_ratio=0.05, run_time=3.0)
            self.appear(note)
        with self.beat("crossing"):
            self.leave(*everywhere)
            self.land.speak()
        with self.beat("right"):
            self.together(*map(FadeIn, upright), lag_ratio=0.1, run_time=3.0)

    def walks(self) -> None:
        """Walks uphill: where they end, what one misses, and one that comes to no top."""
        walker = Walker(self.land, self.facts.walks, SIDE.part(y=(0.0, 0.7)))
        rule = self.stack(
            self.formula("[[next| p_(n+1) ]] = p_n + gamma thin nabla f(p_n)"),
            self.formula("gamma =", self.claim("step", exact(self.p.step))),
            zone=SIDE,
        )
        *starts, fifth, ridge = range(len(self.facts.walks.paths))
        self.claim("best", self.facts.walks.best, figures=3)
        with self.beat("walk"):
            self.clear_stage(self.map, self.land.contours)
            self.land.hush(every=2)
            self.appear(rule)
        with self.beat("first"):
            self.appear(walker.start(starts[0]), walker.table)
            walker.go(starts[0], run_time=3.0)
        with self.beat("others"):
            for number in starts[1:]:
                self.appear(walker.start(number), run_time=0.4)
                walker.go(number, run_time=1.6)
        with self.beat("fifth"):
            self.appear(walker.start(fifth))
        with self.beat("missed"):
            walker.go(fifth, run_time=2.5)
        with self.beat("ridge"):
            self.appear(walker.start(ridge))
            walker.go(ridge, run_time=3.0)

    def level_places(self) -> None:
        """Every place without a slope, and the second derivatives that tell its kind."""
        register = Register(self.land, self.facts.level_places, SIDE.part(y=(0.0, 0.82)))
        bend = self.stack(self.formula('"det" H = f_(x x) f_(y y) - f_(x y)^2'), zone=SIDE)
        with self.beat("zero"):
            self.clear_stage(self.map, self.land.contours)
            self.land.hush()
            self.together(*map(FadeIn, register.rings.values()), lag_ratio=0.4, run_time=3.0)
        with self.beat("bend"):
            self.appear(bend, register.table)
        with self.beat("tops"):
            register.tell("tops", Kind.TOP)
        with self.beat("pits"):
            register.tell("pits", Kind.PIT)
        with self.beat("saddles"):
            register.tell("saddles", Kind.SADDLE, Kind.INCONCLUSIVE)

    def dip_stick(self) -> None:
        """Three ways to find low ground under water, and how many soundings each needs."""
        goal = VGroup(*(self.land.contour(each) for each in self.facts.sought))
        sounder = Sounder(self.land, SIDE)
        self.claim("depth", exact(self.p.depth))
        with self.beat("water"):
            self.clear_stage(self.map)
            self.appear(goal)
        with self.beat("guess"):
            self.appear(sounder.table)
        for name, search in zip(("sweep", "compass", "slope"), self.facts.dips, strict=True):
            with self.beat(name):
                sounder.search(name, search)
