"""Arrows and compass cards of a map, against plane geometry."""

from math import hypot, pi

import pytest

from mathcore import directions, maps, proof
from mathcore.fields import Field
from mathcore.quantity import Point, exact
from mathcore.windows import Window

PLAIN = Window((-2.0, 2.0), (-1.0, 1.0))


def test_a_grid_has_square_cells_and_an_arrow_in_the_middle_of_each():
    arrows = maps.grid(Field.parse("x^2 + y^2"), PLAIN, 4)

    assert [(float(g.at.x), float(g.at.y)) for g in arrows] == [
        (x, y) for y in (-0.5, 0.5) for x in (-1.5, -0.5, 0.5, 1.5)
    ]
    assert [float(g.east) for g in arrows[:4]] == [-3.0, -1.0, 1.0, 3.0]
    assert all(proof.close(g.at.x, g.at.x.meaning).proved for g in arrows)


@pytest.mark.parametrize("size", [1e-3, 1.0, 1e6])
def test_a_scale_is_tidy_and_as_great_as_the_map_allows(size):
    field, window = Field.parse("3x + 4y"), Window((-2 * size, 2 * size), (-size, size))
    scale = maps.scale([field.gradient(0.0, 0.0)], window, 0.3)

    assert float(scale) * 5 <= 0.3 * 2 * size < float(scale) * 5 * 2.5
    assert float(f"{float(scale):.0e}") == float(scale)


def test_an_arrow_near_the_edge_makes_the_scale_small_enough():
    arrow = Field.parse("x").gradient(1.95, 0.0)

    assert float(maps.scale([arrow], PLAIN, 0.5)) == 0.05


def test_an_arrow_that_cannot_stay_on_the_map_is_refused():
    with pytest.raises(ValueError, match="stands on the edge"):
        maps.scale([Field.parse("x").gradient(2.0, 0.0)], PLAIN, 0.5)


def test_level_ground_has_no_arrow():
    with pytest.raises(ValueError, match="the ground is level"):
        maps.scale([Field.parse("x^2").gradient(0.0, 0.0)], PLAIN, 0.5)


@pytest.mark.parametrize("columns", [1, 25])
def test_a_grid_of_one_column_or_too_many_is_refused(columns):
    with pytest.raises(ValueError, match="columns must be in"):
        maps.grid(Field.parse("x"), PLAIN, columns)


def test_a_compass_card_is_a_circle_that_stays_on_the_map():
    card = maps.card(Point(exact(1.5), exact(0.0)), PLAIN, 0.9)

    assert float(card.radius) == 0.45
    for each in card.rim:
        assert hypot(each.x - 1.5, each.y) == pytest.approx(0.45, rel=1e-14)


def test_a_hand_points_where_it_is_told_and_can_be_proved():
    card = maps.card(Point(exact(0.0), exact(0.0)), PLAIN, 0.25)
    hand = card.hand(exact(0.5))

    assert proof.number("0.439", hand.x.meaning).proved
    assert proof.number("0.240", hand.y.meaning).proved


def test_a_place_on_the_edge_has_no_room_for_a_card():
    with pytest.raises(ValueError, match="inside its edge"):
        maps.card(Point(exact(2.0), exact(0.0)), PLAIN, 0.25)


@pytest.mark.parametrize(("text", "turn"), [("x", 0.0), ("x + y", pi / 4), ("-y", 3 * pi / 2)])
def test_the_steepest_way_is_counted_once_round_from_east(text, turn):
    rose = directions.rose(Field.parse(text), 0.5, 0.25)

    assert float(rose.turn) == pytest.approx(turn, abs=1e-15)
    assert rose.summit == Point(rose.turn, rose.gradient.length)
    assert proof.number(f"{turn:.6f}", rose.turn.meaning).proved


@pytest.mark.parametrize("text", ["x", "x + y", "-y", "x - 3y"])
def test_the_level_way_is_a_quarter_turn_from_the_steepest(text):
    rose = directions.rose(Field.parse(text), 0.5, 0.25)
    way = float(rose.level.x)

    assert 0 <= way < 2 * pi
    assert abs(way - float(rose.turn)) == pytest.approx(pi / 2)
    assert float(rose.slope(way)) == pytest.approx(0.0, abs=1e-14)


def test_the_view_of_a_rose_holds_its_peak_and_its_trough():
    rose = directions.rose(Field.parse("3x + 4y"), 0.0, 0.0)

    assert rose.window.x == (0.0, 2 * pi)
    assert rose.window.y[0] < -5 < 5 < rose.window.y[1]


def test_the_rim_of_a_card_goes_round_once_in_even_steps():
    card = maps.Card(Point(exact(1.0), exact(-2.0)), exact(0.5))
    chords = [
        hypot(b.x - a.x, b.y - a.y)
        for a, b in zip(card.rim, (*card.rim[1:], card.rim[0]), strict=True)
    ]

    assert (card.rim[0].x, card.rim[0].y) == (1.5, -2)
    assert chords == pytest.approx([chords[0]] * len(chords))
    assert sum(chords) == pytest.approx(pi, rel=1e-3)
    assert all(
        proof.close(part, part.meaning, 1e-12).proved
        for each in card.rim[1::7]
        for part in (each.x, each.y)
    )
