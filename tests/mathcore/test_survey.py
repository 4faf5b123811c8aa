"""A survey answers what a lecture asks, or says why it cannot."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from mathcore import critical_points, landscapes, proof, rounding, survey
from mathcore.critical_kinds import Kind
from mathcore.fields import Field
from mathcore.windows import Window


@dataclass(frozen=True)
class Asked:
    """What the lectures' landscape is asked; -2.4 is deeper than most of it."""

    function: str = landscapes.HILLS_AND_PITS
    x_range: tuple[float, float] = landscapes.X_RANGE
    y_range: tuple[float, float] = landscapes.Y_RANGE
    levels: tuple[float, ...] = (-1.0, 1.0)
    place: tuple[float, float] = (-0.75, -1.0)
    columns: int = 6
    starts: tuple[tuple[float, float], ...] = landscapes.STARTS[:2]
    fifth: tuple[float, float] = landscapes.FIFTH_START
    ridge: tuple[float, float] = landscapes.RIDGE_START
    step: float = landscapes.STEP
    depth: float = -2.4
    dip: tuple[float, float] = (-2.5, -0.5)
    sweep: int = 20
    stride: float = 0.5
    dip_step: float = 0.2


HYPERBOLIC = Field.parse("x^2 - y^2")
SQUARE = Window((-2.0, 2.0), (-2.0, 2.0))


def test_a_section_is_the_field_along_one_axis():
    section = Field.parse("x^2 y + y").section(0, 5.0, 3.0)

    assert str(section) == "3*x^2 + 3"
    assert float(section(2.0)) == 15.0


def test_slopes_on_the_diagonal_keep_their_axes():
    """SymPy takes the two slopes of x^2 - y^2 at (a, a) for one."""
    gradient = HYPERBOLIC.gradient(0.75, 0.75)

    assert proof.number("1.5", gradient.east.meaning).proved
    assert proof.number("-1.5", gradient.north.meaning).proved
    assert proof.number("1.05", gradient.tip(0.2).x.meaning).proved
    assert proof.number("0.45", gradient.tip(0.2).y.meaning).proved


def test_a_level_place_at_the_origin_is_proved_in_time():
    (place,) = critical_points.search(HYPERBOLIC, (SQUARE.x, SQUARE.y)).found

    assert place.kind is Kind.SADDLE
    assert proof.number("0.00", place.value.meaning).proved
    assert proof.number("-4.00", place.determinant.meaning).proved


def test_level_places_are_counted_by_kind():
    found = survey.level_places(Field.parse("x^3/3 - x - y^2"), SQUARE)

    assert [float(found.count(*each)) for each in ((), (Kind.TOP,), (Kind.PIT,))] == [2, 1, 0]


def test_arrows_stand_upright_on_all_contours():
    levels = survey.contour_map(HYPERBOLIC, (-1.0, 1.0), SQUARE)
    arrows = survey.arrows(HYPERBOLIC, SQUARE, 6, levels)

    assert float(arrows.count) == 36
    assert 0 < float(arrows.worst) < 0.01
    assert proof.number(rounding.write(arrows.worst, figures=1), arrows.worst.meaning).proved
    assert all(SQUARE.holds(each.gradient.tip(arrows.scale)) for each in arrows.crossings)


def test_the_best_walk_is_the_highest_end():
    starts = ((0.25, 1.5), (1.0, 0.5))
    walks = survey.walks(HYPERBOLIC, SQUARE, 0.1, starts, (1.5, 1.75), (0.0, 1.5))

    assert float(walks.best) == max(float(walks.end(each)) for each in walks.paths)
    assert abs(float(walks.end(walks.paths[-1]))) < 1e-12


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (lambda: survey.contour_map(HYPERBOLIC, (1.0,), SQUARE), "two or more in rising order"),
        (lambda: survey.contour_map(HYPERBOLIC, (1.0, 0.5), SQUARE), "two or more in rising"),
        (lambda: survey.contour_map(HYPERBOLIC, (1.0, 9.0), SQUARE), "as high as level = 9.0"),
        (lambda: survey.sought(HYPERBOLIC, SQUARE, -9.0), "as low as depth = -9.0"),
        (lambda: survey.level_places(Field.parse("x + y"), SQUARE), "one to ten level places"),
        (lambda: survey.level_places(Field.parse("x^2"), SQUARE), "cannot all be shown"),
        (lambda: survey.arrows(HYPERBOLIC, SQUARE, 6, ()), "no arrow on a contour"),
        (lambda: survey.place_of(HYPERBOLIC, SQUARE, (5.0, 1.0)), "5.0"),
    ],
)
def test_what_cannot_be_shown_on_a_map_is_refused(ask, reason):
    with pytest.raises(ValueError, match=reason):
        ask()


def test_contours_around_deep_ground_are_found():
    (around,) = survey.sought(Field.parse("x^2 + y^2 - 1"), SQUARE, -0.5)

    assert around.closed


def test_a_place_on_the_map_has_a_rose_and_an_arrow():
    rose, scale = survey.place_of(HYPERBOLIC, SQUARE, (1.0, 0.5))

    assert rose.gradient.east == 2.0
    assert SQUARE.holds(rose.gradient.tip(scale))


STARTS = ((0.25, 1.5), (1.0, 0.5))


@pytest.mark.parametrize(
    ("step", "fifth", "ridge", "reason"),
    [
        (1e-9, (1.5, 1.75), (0.0, 1.5), "has no end to show"),
        (0.1, (1.9, 0.01), (0.0, 1.5), "must end lower"),
        (0.1, (1.5, 1.75), (0.5, 1.5), "must come to rest"),
    ],
)
def test_a_walk_that_does_not_play_its_part_is_refused(step, fifth, ridge, reason):
    with pytest.raises(ValueError, match=reason):
        survey.walks(HYPERBOLIC, SQUARE, step, STARTS, fifth, ridge)


BOWL = Field.parse("x^2 + y^2 - 1")


def test_deep_ground_is_looked_for_in_three_ways():
    sweep, compass, down = survey.dips(BOWL, SQUARE, -0.5, 9, (1.5, 1.5), 0.25, 0.1)

    assert all(BOWL(way.places[-1].x, way.places[-1].y) <= -0.5 for way in (sweep, compass, down))


@pytest.mark.parametrize(
    ("depth", "start", "reason"), [(-3.0, (1.5, 1.5), "depth=-3.0"), (-0.5, (2.5, 0.0), "leaves")]
)
def test_a_search_that_fails_is_refused(depth, start, reason):
    with pytest.raises(ValueError, match=reason):
        survey.dips(BOWL, SQUARE, depth, 9, start, 0.25, 0.1)


def test_a_survey_answers_all_that_is_asked_and_does_so_once():
    found = survey.survey(Asked())

    for level, (contour, *_) in zip(Asked().levels, found.levels, strict=True):
        x, y = np.array(contour.points).T

        assert found.field(x, y) == pytest.approx(level, rel=1e-12)
    assert float(found.arrows.count) == 36
    assert float(found.single) > 0
    assert len(found.walks.paths) == 4
    for way in found.dips:
        assert min(found.field(float(place.x), float(place.y)) for place in way.places) <= -2.4
    assert len(found.level_places.found) > 5
    assert survey.survey(Asked()) is found


def test_a_question_without_an_answer_stops_the_survey():
    with pytest.raises(ValueError, match="as high as level = 9"):
        survey.survey(replace(Asked(), levels=(0.0, 9.0)))
