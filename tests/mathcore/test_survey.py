"""A survey answers what a lecture asks, or says why it cannot."""

from mathcore import critical_points, proof, rounding, survey
from mathcore.critical_kinds import Kind
from mathcore.fields import Field
from mathcore.windows import Window

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
