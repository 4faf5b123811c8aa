"""The derivative as a limit: what its lecture shows, against closed forms, and at every scale."""

from math import cos, exp, log10, sin

import pytest
from numpy import polyfit

from scenes.derivative_limit import DerivativeLimit, DerivativeLimitParameters
from scenes.stage import script
from scenes.stage.record import IdentityClaim
from scenes.stage.rehearsal import rehearse
from scenes.stage.verdicts import judge

WORDS = script.load("derivative_limit")
OTHERS = {
    "bent": DerivativeLimitParameters(
        function="sin(x)",
        sided="exp(x)",
        algebra="x^3 - 2x",
        again="x^2/2",
        test="x^4",
        broken="sign(x)",
        broken_y_range=(-1.5, 1.5),
        x_range=(-0.5, 2.8),
        y_range=(-0.3, 5.0),
        rows=4,
    ),
    "tiny": DerivativeLimitParameters(
        function="x^3",
        at=0.001,
        gap=0.0004,
        sided="1000x^4",
        x_range=(0.0, 0.0016),
        y_range=(0.0, 4e-9),
        broken="abs(x - 0.001)",
        broken_at=0.001,
        broken_gap=0.0005,
        broken_x_range=(0.0, 0.002),
        broken_y_range=(-0.0003, 0.001),
        rows=4,
    ),
    "huge": DerivativeLimitParameters(
        function="x^2/1000000",
        at=1e6,
        gap=1e6,
        sided="x^3/1000000000000",
        x_range=(0.0, 2.4e6),
        y_range=(0.0, 5e6),
        rows=4,
    ),
}


def played(parameters):
    record = rehearse(DerivativeLimit, parameters, WORDS)
    return record, judge("derivative_limit", record, WORDS, WORDS)


@pytest.fixture(scope="module")
def default():
    return played(DerivativeLimitParameters())


@pytest.fixture(scope="module", params=OTHERS)
def other(request):
    return request.param, *played(OTHERS[request.param])


def shown(record):
    return {name: float(text) for name, text in record.texts().items()}


def test_every_claim_is_proved_and_the_picture_is_tidy(default):
    _, report = default

    assert (report.failed, report.layout) == ([], [])
    assert report.claims >= 25
    assert report.worst_px <= 0.5


def test_it_keeps_a_calm_pace_and_asks(default):
    record, report = default

    assert 20 <= report.beats <= 40
    assert 150 <= report.seconds <= 240
    assert sum(beat.ask for beat in record.beats) >= 2


def test_the_table_is_that_of_the_parabola(default):
    """The slope of x^2 from 1 to 1 + h is 2 + h."""
    numbers = shown(default[0])
    for row in range(6):
        gap = 0.5**row

        assert numbers[f"gap {row}"] == gap
        assert numbers[f"slope {row}"] == 2 + gap
        assert numbers[f"distance {row}"] == gap


def test_what_is_said_of_the_parabola_is_so(default):
    numbers = shown(default[0])

    assert (numbers["first_slope"], numbers["third_slope"], numbers["limit"]) == (3, 2.25, 2)
    assert (numbers["share"], numbers["order"]) == (0.5, 1)


def test_the_three_orders_are_those_of_theory(default):
    """For x^3 at 1 the errors are 3h + h^2, 3h - h^2 and h^2."""
    numbers, gaps = shown(default[0]), [0.5**k for k in range(1, 7)]
    errors = {
        "right": [3 * h + h * h for h in gaps],
        "left": [3 * h - h * h for h in gaps],
        "both": [h * h for h in gaps],
    }
    for way, each in errors.items():
        order = polyfit([log10(h) for h in gaps], [log10(e) for e in each], 1)[0]

        assert numbers[f"{way}_order"] == pytest.approx(order, abs=0.005)
    assert [numbers[f"{way}_slope"] for way in errors] == [4.75, 1.75, 3.25]
    assert numbers["sided_limit"] == 3


def test_the_corner_has_a_slope_on_either_side(default):
    numbers = shown(default[0])

    assert {numbers[f"slope right {row}"] for row in range(6)} == {1}
    assert {numbers[f"slope left {row}"] for row in range(6)} == {-1}
    assert (numbers["right_last"], numbers["left_last"]) == (1, -1)


def test_nothing_is_over_nothing_without_a_gap(default):
    numbers = shown(default[0])

    assert (numbers["no_rise"], numbers["no_gap"]) == (0, 0)


def test_each_line_of_algebra_is_claimed_to_equal_the_one_above(default):
    lines = [each for each in default[0].claims if isinstance(each, IdentityClaim)]

    assert len({each.name for each in lines}) == 3 * 4


def test_other_functions_and_scales_are_shown_as_well(other):
    _, record, report = other

    assert (report.failed, report.layout) == ([], [])
    assert report.worst_px <= 0.5
    assert 150 <= report.seconds <= 300
    assert len(record.beats) == len(WORDS.beats)


def test_other_limits_are_those_of_closed_forms(other):
    name, record, _ = other
    limits = {"bent": (cos(1), exp(1)), "tiny": (3e-6, 4e-6), "huge": (2.0, 3.0)}
    numbers = shown(record)

    assert (numbers["limit"], numbers["sided_limit"]) == pytest.approx(limits[name], rel=1e-3)
    if name == "bent":
        assert numbers["first_slope"] == pytest.approx(sin(2) - sin(1), abs=5e-5)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"function": "3x + 2", "y_range": (0, 9)}, "every one of these slopes is already"),
        ({"function": "sqrt(x)", "at": 0.0}, "no finite real value at x = -1.0"),
        ({"function": "abs(x - 1)"}, "settle on different numbers"),
        ({"sided": "x^2"}, "no central approach to show, because every one"),
        ({"broken": "x^2"}, "no failure to show, because the slopes settle on one number"),
        ({"algebra": "sin(x)"}, "algebra alone cannot divide this by h"),
        ({"again": "3x + 2"}, "the five lines are those of x"),
        ({"test": "x^3 - 2x + 2"}, "a line of 10 terms, more than 8"),
        ({"y_range": (0.0, 3.0)}, "leaves the view"),
        ({"rows": 7}, "from four to six rows"),
        ({"function": "x^"}, "x"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_sentence(changes, message):
    with pytest.raises(ValueError, match=message):
        DerivativeLimitParameters(**changes)
