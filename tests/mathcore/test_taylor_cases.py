"""The three parts of the lecture on Taylor series; what each refuses is tested with the lecture."""

from math import hypot, pi

import pytest

from mathcore import proof
from mathcore.taylor_cases import (
    faithful,
    gap,
    limited,
    missing,
    number,
    power_of_ten,
    silent,
    size,
    stands_for,
    whole,
)
from mathcore.windows import Window

VIEW = Window((-7.0, 7.0), (-2.2, 2.2))


@pytest.fixture(scope="module")
def cosine():
    return faithful("cos(x)", "0", 10, VIEW, 2.0, (0.0, -2.0))


def test_the_orders_are_the_parabola_and_every_later_gain(cosine):
    assert cosine.orders == (2, 4, 6, 8, 10)


def test_no_bound_is_above_the_ceiling(cosine):
    """The bound of the parabola is 7^4/24 = 100.04; none but the first power above it will do."""
    assert all(each.bound.value <= 10**cosine.ceiling for each in cosine.envelopes)
    assert any(each.bound.value > 10 ** (cosine.ceiling - 1) for each in cosine.envelopes)


def test_the_places_run_from_end_to_end(cosine):
    assert (cosine.places[0], cosine.places[-1], len(cosine.places)) == (-7.0, 7.0, 17)


def test_half_of_the_derivatives_of_the_cosine_are_missing(cosine):
    assert missing(cosine.expansion, 9) == 5


def test_a_decimal_stands_for_a_coefficient_only_to_the_last_digit(cosine):
    assert stands_for("0.5", cosine.expansion, 2, derivative=False)
    assert stands_for("1", cosine.expansion, 4, derivative=True)
    assert not stands_for("0.0417", cosine.expansion, 4, derivative=False)


def test_the_circle_goes_through_the_singular_points():
    found = limited("1/(1+x^2)", "1", 8, Window((-2.0, 4.0), (-1.0, 1.0)), (1.5, 3.0))
    field, level, points = found.disc

    assert found.distance == pytest.approx(hypot(1, 1))
    assert all(float(field(*each)) == pytest.approx(level) for each in points)
    assert float(field(found.radius.nearest[0].x, found.radius.nearest[0].y)) == pytest.approx(2)
    assert found.edges == (pytest.approx(1 - hypot(1, 1)), pytest.approx(1 + hypot(1, 1)))
    assert found.disc_view.x == pytest.approx((1 - 1.9 * hypot(1, 1), 1 + 1.9 * hypot(1, 1)))
    assert found.disc_view.y == pytest.approx((-1.35 * hypot(1, 1), 1.35 * hypot(1, 1)))
    assert all(proof.close(each, each.meaning, 1e-15).proved for each in found.edges)


def test_numbers_keep_their_meaning():
    assert number("pi/4") == pytest.approx(pi / 4)
    assert (power_of_ten(-2.0), size(number("-3")), whole(4)) == (0.01, 3.0, 4.0)
    assert proof.number("0.0100", power_of_ten(-2.0).meaning).proved
    assert proof.number("3", size(number("-3")).meaning).proved


def test_a_flat_function_has_no_terms():
    assert silent("exp(-1/x^2)", "0", 6, Window((-3.0, 3.0), (0.0, 1.0)), (0.2, 1.5)).gains == ()


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (("1/x", "0", 8, VIEW, 2.0, ()), "has no series"),
        (("x^3 + x", "0", 8, VIEW, 2.0, ()), "cannot be shown at its best"),
        (("cos(x)", "0", 6, VIEW, 2.0, ()), "too few terms"),
        (("cos(x)", "1/0.0", 6, VIEW, 2.0, ()), "no finite real value"),
        (("cos(x)", "8", 10, VIEW, 2.0, ()), "must hold the centre"),
        (("cos(x)", "0", 10, VIEW, 0.0, ()), "the probe must not be the centre"),
        (("cos(x)", "0", 10, VIEW, 6.0, ()), "a polynomial leaves the window"),
    ],
)
def test_what_is_not_followed_by_its_polynomials_is_refused(asked, reason):
    with pytest.raises(ValueError, match=reason):
        faithful(*asked)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (("exp(x)", "0", 8, VIEW, (0.5, 2.0)), "has no edge to show"),
        (("1/(1 - x)", "0", 2, VIEW, (0.5, 2.0)), "too few terms"),
        (("1/(1 - x)", "0", 8, Window((0.0, 2.0), (0.0, 1.0)), (0.5, 2.0)), "beyond the window"),
        (("1/(1 - x)", "0", 8, VIEW, (1.5, 2.0)), "one place inside, one outside"),
        (("1/(1 - x)", "0", 8, VIEW, (0.5, -0.5)), "one place inside, one outside"),
        (("1/(1 - x)", "0", 8, VIEW, (0.5, 1.0)), "one place inside, one outside"),
        (("1/(1 - x)", "0", 8, VIEW, (1.0, 2.0)), "one place inside, one outside"),
    ],
)
def test_a_series_without_a_visible_edge_is_refused(asked, reason):
    with pytest.raises(ValueError, match=reason):
        limited(*asked)


FLAT = "exp(-1/x^2)"
WINDOW = Window((-3.0, 3.0), (0.0, 1.0))


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (("x^2", "0", 6, WINDOW, (0.2, 1.5)), "is not all zeros"),
        ((FLAT, "0", 6, WINDOW, (0.0, 1.5)), "must differ from its series"),
        ((FLAT, "0", 6, Window((-1.0, 1.0), (0.0, 1.0)), (0.2, 1.5)), "leaves the window"),
        ((FLAT, "0", 6, Window((-3.0, 3.0), (0.0, 9e9)), (0.2, 1.5)), "is too small"),
    ],
)
def test_a_series_that_says_something_is_refused(asked, reason):
    with pytest.raises(ValueError, match=reason):
        silent(*asked)


def test_the_interval_of_a_tolerance_and_the_gap_end_on_both_graphs(cosine):
    low, high = cosine.ends(2, -2.0)
    on_graph, on_parabola = gap(cosine.expansion, 2, 1.0)

    assert high == pytest.approx(0.7, abs=0.01)  # x^4/24 = 0.01, a little more
    assert low == -high
    assert on_graph.y == pytest.approx(0.5403, abs=1e-4)
    assert on_parabola.y == 0.5
    assert [curve.order for curve in cosine.curves] == list(cosine.orders)


def test_orders_without_a_term_are_left_out():
    found = limited("1/(1+x^2)", "0", 8, Window((-2.0, 2.0), (0.0, 1.0)), (0.5, 1.5))

    assert found.orders == (2, 4, 6, 8)


def test_a_window_may_just_hold_what_is_shown():
    """The parabola of the cosine stands at -1 over 2, the cosine at 1 over 0."""
    assert faithful("cos(x)", "0", 10, Window((-2.0, 2.0), (-1.0, 1.0)), 2.0, ()).orders[0] == 2
    for y in ((-0.999, 1.0), (-1.0, 0.999)):
        with pytest.raises(ValueError, match="a polynomial leaves the window"):
            faithful("cos(x)", "0", 10, Window((-2.0, 2.0), y), 2.0, ())


@pytest.mark.parametrize("x", [(0.0, 7.0), (-7.0, 0.0)])
def test_the_centre_must_lie_inside_the_window(x):
    with pytest.raises(ValueError, match="the window must hold the centre"):
        faithful("cos(x)", "0", 10, Window(x, (-2.2, 2.2)), 2.0, ())


@pytest.mark.parametrize("x", [(-1.0, 3.0), (-3.0, 1.0)])
def test_both_edges_of_convergence_must_lie_inside_the_window(x):
    with pytest.raises(ValueError, match=r"converges from -1\.0 to 1\.0, beyond the window"):
        limited("1/(1+x^2)", "0", 8, Window(x, (0.0, 1.0)), (0.5, 1.5))


@pytest.mark.parametrize("places", [(0.5, -1.0), (0.5, 1.0), (-1.0, 1.5), (1.0, 1.5)])
def test_a_place_at_an_edge_is_neither_inside_nor_outside(places):
    with pytest.raises(ValueError, match="one place inside, one outside"):
        limited("1/(1+x^2)", "0", 8, Window((-2.0, 2.0), (0.0, 1.0)), places)


@pytest.mark.parametrize("outside", [1.5, -1.5])
def test_the_place_outside_may_lie_on_either_side(outside):
    view = Window((-2.0, 2.0), (0.0, 1.0))

    assert limited("1/(1+x^2)", "0", 8, view, (-0.5, outside)).distance == 1


def test_the_coefficient_of_a_power_is_its_derivative_over_the_factorial(cosine):
    assert not stands_for("0.5", cosine.expansion, 2, derivative=True)
    assert not stands_for("1", cosine.expansion, 4, derivative=False)
    assert stands_for("0", cosine.expansion, 3, derivative=True)
    assert [missing(cosine.expansion, n) for n in range(5)] == [0, 1, 1, 2, 2]


def test_x_of_the_disc_is_measured_from_the_centre():
    field, level, points = limited(
        "1/(1+x^2)", "1", 8, Window((-2.0, 4.0), (-1.0, 1.0)), (1.5, 3.0)
    ).disc

    assert (float(field(1.0, 0.0)), level) == (0, pytest.approx(2))
    assert points[0] == pytest.approx((1 + hypot(1, 1), 0))
