"""What the lecture on slopes shows and says, against sources that share no code with it."""

import re

import pytest
from mpmath import diff, mp, mpf

from scenes.rise_over_run import RiseOverRun, RiseOverRunParameters
from scenes.stage import script
from scenes.stage.record import DrawnClaim, IdentityClaim, NumberClaim, RelationClaim
from scenes.stage.rehearsal import rehearse
from scenes.stage.verdicts import judge

WORDS = script.load("rise_over_run", "en")
OTHERS = {
    "two milliseconds, without a formula for the distance": {
        "speed": "3 + 2000t - 900000t^2 + 0.2 cos(1000000 t^2)",
        "time": (0.0, 0.002),
        "speeds": (0.0, 6.0),
        "slopes": (-4000.0, 4000.0),
        "bends": (-8e6, 8e6),
        "pair": (0.0003, 0.0015),
        "later": (0.0008, 0.0018),
        "near": 0.000804,
        "upright": (0.0005, 0.0009),
        "corner": "2 + abs(1500t - 1.5)",
        "corner_at": 0.001,
    },
    "a wave over millions of seconds, and another riddle": {
        "speed": "1000000 + 400000 sin(t/500000)",
        "time": (0.0, 4e6),
        "speeds": (0.0, 2e6),
        "slopes": (-1.0, 1.0),
        "bends": (-2e-6, 2e-6),
        "pair": (2e5, 2e6),
        "later": (1e6, 3e6),
        "near": 1004000.0,
        "magnify": (10.0, 100.0),
        "upright": (1.5e6, 2.4e6),
        "corner": "min(t, 4000000 - t) / 2",
        "corner_at": 2e6,
        "riddle": "3 + sin(t)",
        "riddle_heights": (1.0, 5.0),
        "riddle_slopes": (-2.0, 2.0),
        "choices": ("cos(t)", "sin(t)", "2cos(t)"),
    },
    "a straight line, where every method has nothing to find": {
        "speed": "4 + t/2",
        "time": (0.0, 10.0),
        "speeds": (0.0, 10.0),
        "slopes": (-1.0, 1.0),
        "bends": (-1.0, 1.0),
        "pair": (1.0, 8.0),
        "later": (3.0, 9.0),
        "near": 3.02,
        "upright": (4.0, 7.0),
        "corner": "1 + abs(t - 4)",
        "corner_at": 4.0,
    },
}


@pytest.fixture(scope="module")
def played():
    return rehearse(RiseOverRun, None, WORDS)


@pytest.fixture(scope="module")
def report(played):
    return judge("rise_over_run", played, WORDS, WORDS)


@pytest.fixture(scope="module")
def shown(played):
    """Every number that is said or written, by its name."""
    return {each.name: each.text for each in played.claims if isinstance(each, NumberClaim)}


def speed(t):
    t = mpf(t)
    sixfold = 21420000 - 8456000 * t + 1380225 * t**2 - 109116 * t**3 + 4130 * t**4 - 60 * t**5
    return t**2 * sixfold / 5000000


def rounded(value, decimals):
    return f"{float(value):.{decimals}f}"


def test_everything_shown_is_proved_and_legible(report):
    assert report.failed == []
    assert report.layout == []
    assert report.worst_px <= 0.5


def test_the_lecture_has_the_length_it_should_have(report, played):
    assert 150 <= report.seconds <= 240
    assert 20 <= report.beats <= 40
    assert report.claims >= 25
    assert sum(beat.ask for beat in played.beats) >= 2


def test_the_ratios_are_those_of_the_points(shown):
    chord = (speed(15) - speed(3)) / 12

    assert shown["first_run"] == "12"
    assert shown["first_rise"] == rounded(12 * chord, 2)
    assert shown["first_slope"] == rounded(chord, 3)
    assert shown["other_slope"] == rounded((speed(17) - speed(8)) / 9, 3)
    assert shown["near_slope"] == rounded((speed("8.04") - speed(8)) / mpf("0.04"), 2)


def test_the_tangent_has_the_slope_of_the_curve(shown):
    assert shown["tangent_slope"] == rounded(diff(speed, 8), 2)


def test_the_gap_shrinks_with_the_square_of_the_magnification(shown):
    """Near the point it is half the bend times the square of the distance."""
    gaps = [float(shown[f"gap_{index}"]) for index in (1, 2)]
    bend = abs(diff(speed, 8, 2))
    reach = mpf(25) / 2 / 64 / diff(speed, 8)  # to where the tangent leaves the closest view

    assert gaps[1] == pytest.approx(float(bend / 2 * reach**2), rel=0.03)
    assert gaps[0] / gaps[1] == pytest.approx(64, rel=0.1)


def test_the_hardest_push_and_the_hardest_braking_are_where_the_bend_is_zero(shown):
    hardest = mp.findroot(lambda t: diff(speed, t, 2), 1.3)
    least = mp.findroot(lambda t: diff(speed, t, 2), 14.8)

    assert shown["hardest_time"] == rounded(hardest, 2)
    assert shown["hardest_push"] == rounded(diff(speed, hardest), 2)
    assert shown["least_time"] == rounded(least, 1)
    assert shown["least_push"] == rounded(diff(speed, least), 2)


def test_the_car_drives_as_far_as_the_area_below_its_speed(played):
    last = [c for c in played.claims if isinstance(c, NumberClaim) and c.name == "distance now"]

    assert max(float(c.text) for c in last) == pytest.approx(
        float(mp.quad(speed, [0, 20])), abs=0.05
    )


def test_the_car_and_the_dot_keep_the_same_clock(played):
    """At every sampled time the car's place is the integral of the speed up to the dot's time."""
    live = [c for c in played.claims if isinstance(c, DrawnClaim) and c.live and c.beat == "ride"]
    dots = [c.wanted[0][0].expression for c in live if c.name == "ride"]
    cars = [c.wanted[0][0].expression for c in live if c.name == "car"]

    assert len(dots) == len(cars) >= 10
    for time, place in zip(dots, cars, strict=True):
        assert float(place) == pytest.approx(float(mp.quad(speed, [0, mpf(float(time))])), abs=1e-9)


def test_a_run_of_nothing_is_upright_and_shown_without_a_ratio(played, shown):
    upright = [c for c in played.claims if isinstance(c, RelationClaim)]

    assert [c.name for c in upright] == ["upright"]
    assert shown["no_run"] == "0"
    assert float(shown["right_ratio"]) == -float(shown["left_ratio"]) > 100


def test_the_corner_has_the_slopes_of_its_two_sides(shown):
    assert (shown["left_slope"], shown["right_slope"]) == ("1.60", "-1.20")


def test_the_riddle_is_solved_by_the_derivative(played):
    (match,) = [c for c in played.claims if isinstance(c, IdentityClaim)]

    assert (match.left - match.right).expand() == 0


@pytest.mark.parametrize("changes", OTHERS.values(), ids=OTHERS)
def test_another_drive_is_shown_as_soundly(changes):
    played = rehearse(RiseOverRun, RiseOverRunParameters(**changes), WORDS)
    report = judge("rise_over_run", played, WORDS, WORDS)

    assert report.failed == []
    assert report.layout == []
    assert 150 <= report.seconds <= 300
    assert report.worst_px <= 0.5


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"speed": "abs(t - 8)"}, "at t = 8: the two sides have different slopes"),
        ({"speed": "12 + floor(t/8 - 1/2)"}, "at t = 4: the curve is broken here"),
        ({"speed": "sqrt(t - 3)"}, "has no value at t = 0"),
        ({"speed": "2t"}, "leaves the window from 0 to 25"),
        ({"speed": "12 - 12cos(3t)"}, "leaves the window from -5 to 5"),
        ({"speed": "sin(t)", "speeds": (-1.0, 1.0)}, "a speed must not be negative"),
        ({"near": 21.0}, "the points from 3 to 21 leave"),
        ({"pair": (8.0, 8.0)}, "with no run there is no ratio"),
        ({"magnify": (8.0, 8.0)}, "each view must be closer than the last"),
        ({"corner": "t"}, "there should be a corner, but both sides have the same slope"),
        ({"corner": "20 + abs(t - 10) / 2 + 5"}, "is not inside the window"),
        ({"choices": ("t", "2t", "3t")}, "one candidate must be the slope graph"),
        ({"speed": "t +"}, "this formula cannot be read at column 4"),
    ],
)
def test_what_cannot_be_shown_is_refused_before_any_frame(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        RiseOverRunParameters(**changes)


def test_no_sentence_quotes_a_number_of_its_own():
    assert not any(re.search(r"\d", re.sub(r"\{\w+\}", "", b.say)) for b in WORDS.beats.values())
