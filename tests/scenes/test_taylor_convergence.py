"""What the lecture on Taylor series shows, against sources that share no code with it."""

from math import cos, exp, isclose, log10, pi, sqrt

import pytest

from scenes.stage import script
from scenes.stage.record import NumberClaim, Record
from scenes.stage.rehearsal import rehearse
from scenes.stage.verdicts import Report, judge
from scenes.taylor_convergence import TaylorConvergence, TaylorConvergenceParameters

WORDS = script.load("taylor_convergence", "en")

EXPONENTIAL = {  # no term is zero; the radius comes from complex poles
    "function": "exp(x)", "order": 5, "x_range": (-3.0, 3.0), "y_range": (-2.0, 9.0),
    "lowest": -1.0, "levels": (0.0, -1.0),
    "near": "1/(1+x^2)", "near_centre": "0", "near_x_range": (-2.0, 2.0),
    "near_y_range": (-1.0, 2.0), "places": (0.8, 1.3),
    "flat": "exp(-1/(x-1)^2)", "flat_centre": "1", "flat_x_range": (-2.0, 4.0),
    "flat_places": (1.2, 2.5),
}  # fmt: skip
TINY = {  # a thousandth across, and a million
    "function": "sin(1000x)", "order": 7, "x_range": (-0.006, 0.006), "probe": 0.002,
    "lowest": -1.0, "levels": (0.0, -1.0),
    "near": "1/(1+x/1000000)", "near_centre": "0", "near_order": 6,
    "near_x_range": (-1.5e6, 2e6), "near_y_range": (-3.0, 4.0), "places": (6e5, 1.4e6),
    "flat": "x*exp(-1/x^4)", "flat_y_range": (-2.5, 2.5),
}  # fmt: skip
ODD = {  # a centre that is no decimal; a pole on either side; heights of a million
    "centre": "pi/4", "order": 5, "x_range": (-3.0, 4.0), "y_range": (-2.5, 2.5),
    "lowest": -1.0, "levels": (0.0, -1.0),
    "near": "tan(x)", "near_centre": "0", "near_order": 9, "near_x_range": (-2.5, 2.5),
    "near_y_range": (-6.0, 6.0), "places": (1.2, 1.7),
    "flat": "1000000*exp(-1/x^2)", "flat_y_range": (-2e5, 1.1e6),
}  # fmt: skip


def play(**changes: object) -> tuple[Record, Report]:
    record = rehearse(TaylorConvergence, TaylorConvergenceParameters(**changes), WORDS)
    return record, judge("taylor_convergence", record, WORDS, WORDS)


@pytest.fixture(scope="module")
def played() -> tuple[Record, Report]:
    return play()


@pytest.fixture(scope="module")
def shown(played) -> dict[str, float]:
    return {c.name: float(c.text) for c in played[0].claims if isinstance(c, NumberClaim)}


def cosine(n: int, x: float) -> float:
    """The polynomial of order n about 0, each term made from the one before."""
    total = term = 1.0
    for k in range(1, n // 2 + 1):
        term *= -x * x / ((2 * k - 1) * (2 * k))
        total += term
    return total


def test_everything_that_is_shown_is_proved(played):
    report = played[1]

    assert report.clean, report.as_json()
    assert 20 <= report.beats <= 40
    assert 150 <= report.seconds <= 240
    assert report.claims >= 25
    assert report.worst_px <= 0.5


def test_the_derivatives_of_the_cosine_go_round_in_fours(shown):
    assert [shown[f"derivative a {n}"] for n in range(9)] == [1, 0, -1, 0, 1, 0, -1, 0, 1]
    assert (shown["counted"], shown["zeros"]) == (9, 4)


@pytest.mark.parametrize("n", [2, 4, 6, 8, 10])
def test_the_errors_are_those_of_the_alternating_sum(shown, n):
    assert isclose(shown[f"miss probe a {n}"], abs(cos(2) - cosine(n, 2)), rel_tol=5e-3)


@pytest.mark.parametrize("n", [2, 4, 6, 8, 10])
def test_the_error_has_grown_to_the_wanted_one_where_the_bar_ends(shown, n):
    error = abs(cos(shown[f"reach a {n}"]) - cosine(n, shown[f"reach a {n}"]))

    assert log10(error) == pytest.approx(log10(shown["wanted"]), abs=0.02)


@pytest.mark.parametrize("n", range(1, 9))
def test_the_geometric_series_misses_by_a_power_of_the_distance(shown, n):
    for column, x in (("a", 1.6), ("b", 2.4)):
        wanted = (x - 1) ** (n + 1) / x

        assert isclose(shown[f"miss inside outside {column} {n}"], wanted, rel_tol=6e-3)


def test_the_pole_is_as_far_as_the_border(shown):
    assert (shown["radius"], shown["edge"]) == (1, 2)


def test_no_derivative_feels_the_flat_function(shown):
    assert {shown[f"flat a {n}"] for n in range(7)} == {0}
    assert isclose(shown["away_height"], exp(-1 / 1.5**2), rel_tol=0.01)
    assert isclose(shown["close_height"], exp(-25), rel_tol=0.01)


@pytest.mark.parametrize(
    ("changes", "name", "value"),
    [(EXPONENTIAL, "radius", 1), (TINY, "radius", 1e6), (ODD, "radius", pi / 2)],
    ids=["exponential", "tiny", "odd"],
)
def test_other_functions_are_proved_as_well(changes, name, value):
    record, report = play(**changes)
    texts = record.texts()

    assert report.clean, report.as_json()
    assert float(texts[name]) == pytest.approx(value, rel=2e-3)
    if changes is ODD:
        assert float(texts["height"]) == pytest.approx(sqrt(0.5), abs=5e-4)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"function": "1/x"}, "grows without bound"),
        ({"function": "sqrt(x)"}, "no series at x = 0"),
        ({"function": "x^3 - 2x + 2"}, "the polynomial is the function itself"),
        ({"function": "exp(-1/x^2)"}, "to another function"),
        ({"order": 4}, "too few terms"),
        ({"centre": "9"}, "window must hold the centre"),
        ({"probe": 0.0}, "probe must not be the centre"),
        ({"probe": 6.0}, "leaves the window at probe"),
        ({"function": "tan(x)", "probe": 1.0}, "cannot be bounded"),
        ({"near": "exp(x)"}, "converges everywhere"),
        ({"near_centre": "0"}, "grows without bound"),
        ({"near_x_range": (0.5, 3.5)}, "beyond the window"),
        ({"places": (1.6, 1.7)}, "one place inside, one outside"),
        ({"flat": "x^2"}, "is not all zeros"),
        ({"flat": "cos(x) + exp(-1/x^2)"}, "is not all zeros"),
        ({"flat_places": (0.2, 0.4)}, "too small at 0.4"),
        ({"flat_places": (0.0, 1.5)}, "must differ from its series"),
        ({"flat_y_range": (-0.1, 0.3)}, "leaves the window at 1.5"),
        ({"near_order": 2}, "too few terms"),
    ],
)
def test_what_cannot_be_shown_is_refused(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        TaylorConvergenceParameters(**changes)
