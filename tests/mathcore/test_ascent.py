"""Walks along the gradient, against exact iterates and the theory of quadratic forms."""

from fractions import Fraction
from math import hypot, inf

import pytest

from mathcore import ascent, critical_points, landscapes, proof
from mathcore.ascent import Outcome
from mathcore.critical_kinds import Kind
from mathcore.fields import Field

LANDSCAPE = landscapes.hills_and_pits()
MAP = (landscapes.X_RANGE, landscapes.Y_RANGE)


def by_hand(matrix, b, place, eta, steps):
    """Exact gradient descent on x.Ax/2 - b.x, in fractions."""
    places = [place]
    for _ in range(steps):
        slopes = [
            sum(a * x for a, x in zip(row, places[-1], strict=True)) - c
            for row, c in zip(matrix, b, strict=True)
        ]
        places.append(tuple(x - eta * s for x, s in zip(places[-1], slopes, strict=True)))
    return places


@pytest.mark.parametrize(
    ("formula", "matrix", "b", "start", "eta"),
    [
        ("x^2 + 10y^2", ((2, 0), (0, 20)), (0, 0), (1, 1), "0.05"),
        ("3/2 x^2 + x y + y^2 - x - y", ((3, 1), (1, 2)), (1, 1), (0, 0), "0.5"),
    ],
)
def test_places_are_the_exact_iterates(formula, matrix, b, start, eta):
    path = ascent.walk(Field.parse(formula), start, float(eta), uphill=False, max_steps=8)
    wanted = by_hand(matrix, b, start, Fraction(eta), 8)
    for ours, exact in zip(path.places, wanted, strict=False):
        assert ours == pytest.approx(tuple(map(float, exact)), abs=1e-14)
        for each, truth in zip(ours, exact, strict=True):
            assert proof.number(f"{float(truth):.9f}", each.meaning).proved


@pytest.mark.parametrize(
    ("field", "start", "step", "uphill", "outcome"),
    [
        (LANDSCAPE, landscapes.STARTS[0], 0.1, True, Outcome.REACHED_TOP),
        (LANDSCAPE, landscapes.FIFTH_START, 0.1, False, Outcome.REACHED_PIT),
        (LANDSCAPE, landscapes.RIDGE_START, 0.1, True, Outcome.STOPPED_AT_SADDLE),
        (LANDSCAPE, landscapes.STARTS[0], 0.1, False, Outcome.LEFT_BOX),
        (LANDSCAPE, landscapes.STARTS[0], 0.001, True, Outcome.UNFINISHED),
        (Field.parse("x^4 + y^4"), (0.0, 0.0), 0.1, True, Outcome.STOPPED_ON_FLAT),
        (Field.parse("2x^2 - 2x + y^2"), (1.25, 0.0), 0.51, False, Outcome.DIVERGED),
    ],
)
def test_every_outcome_can_happen(field, start, step, uphill, outcome):
    path = ascent.walk(field, start, step, MAP, uphill=uphill, max_steps=60)

    assert path.outcome is outcome
    assert (path.goal is not None) == (
        outcome in (Outcome.REACHED_TOP, Outcome.REACHED_PIT, Outcome.STOPPED_AT_SADDLE)
    )


def test_a_walk_to_infinity_diverges():
    path = ascent.walk(Field.parse("x^4 + y^2"), (3.0, 1.0), 1.0)

    assert path.outcome is Outcome.DIVERGED


def test_two_of_four_starts_reach_the_highest_top():
    tops = critical_points.search(LANDSCAPE, MAP).of(Kind.TOP)
    goals = [
        ascent.walk(LANDSCAPE, start, landscapes.STEP, MAP).goal for start in landscapes.STARTS
    ]
    reached = [next(i for i, t in enumerate(tops) if t.place == g.place) for g in goals]

    assert sorted(reached) == [0, 0, 1, 2]


def test_a_walk_uphill_never_goes_down_and_is_drawn_with_few_points():
    path = ascent.walk(LANDSCAPE, landscapes.STARTS[1], 0.05, MAP)
    heights = [float(LANDSCAPE(p.x, p.y)) for p in path.points]

    assert heights == pytest.approx(sorted(heights), rel=1e-12)
    assert path.steps == len(path.points) - 1 > 60
    assert 10 < len(path.drawn) <= 60
    assert set(path.drawn) <= set(path.points)
    assert (path.drawn[0], path.drawn[-1]) == (path.points[0], path.points[-1])


def test_a_walk_on_the_ridge_stays_on_it_and_one_beside_it_does_not():
    saddle = ascent.walk(LANDSCAPE, landscapes.RIDGE_START, 0.1, MAP).goal
    x, y = landscapes.RIDGE_START
    beside = ascent.walk(LANDSCAPE, (x, y + 0.01), 0.1, MAP)

    assert saddle.place[0] == pytest.approx(saddle.place[1], abs=1e-12)
    assert beside.outcome is Outcome.REACHED_TOP


def test_a_start_on_a_saddle_known_as_a_zero_stays_there():
    (saddle, *_) = critical_points.search(LANDSCAPE, MAP).of(Kind.SADDLE)
    path = ascent.walk(LANDSCAPE, saddle.place, 0.1, MAP)

    assert path.outcome is Outcome.STOPPED_AT_SADDLE
    assert path.steps == 0
    assert path.drawn == path.points


def test_the_longest_straight_step_has_no_zigzag():
    """On x^2 + 10 y^2 it is 1/20; the steep coordinate then never changes sign."""
    bowl = Field.parse("x^2 + 10y^2")
    (pit,) = critical_points.search(bowl, ((-1, 1), (-1, 1))).found
    step = ascent.longest_straight_step(pit)
    path = ascent.walk(bowl, (1, 1), step, uphill=False)

    assert step == pytest.approx(1 / 20)
    assert all(p.y >= 0 for p in path.points)
    assert hypot(path.points[-1].x, path.points[-1].y) < 1e-7


def test_questions_without_meaning_are_refused():
    with pytest.raises(ValueError, match="step and tol must be positive"):
        ascent.walk(LANDSCAPE, (0, 0), 0.0)
    for tol in (0.0, -1e-9, inf):
        with pytest.raises(ValueError, match="step and tol must be positive and finite"):
            ascent.walk(LANDSCAPE, (0, 0), 0.1, tol=tol)
    with pytest.raises(ValueError, match="start must lie in"):
        ascent.walk(LANDSCAPE, (5, 5), 0.1, MAP)
    with pytest.raises(ValueError, match="not finite and smooth"):
        ascent.walk(Field.parse("sqrt(x) + y"), (0, 0), 0.1)
    (saddle,) = critical_points.search(Field.parse("x y"), MAP).found
    with pytest.raises(ValueError, match="place must be a regular top or pit"):
        ascent.longest_straight_step(saddle)
