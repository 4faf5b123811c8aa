"""What the lecture on least squares shows, against closed forms that share no code with it."""

from fractions import Fraction
from math import sqrt

import pytest

from scenes.least_squares_fit import LeastSquaresFit, LeastSquaresFitParameters
from scenes.stage import script
from scenes.stage.record import NumberClaim
from scenes.stage.rehearsal import rehearse
from scenes.stage.verdicts import WORST_PIXELS, judge

X = [".5", "1.41", "2.32", "3.23", "4.14", "5.05", "5.95", "6.86", "7.77", "8.68", "9.59", "10.5"]
Y = ["2.21", "1.9", "3.38", "3.41", "2.54", "5.23", "4.79", "5.9", "7.43", "6.6", "5.96", "6.8"]
DEFAULTS = LeastSquaresFitParameters()
FALLING = LeastSquaresFitParameters(
    x=(1.0, 2.0, 4.0, 5.0, 7.0), y=(3.0, 1.0, 2.5, 0.5, -1.0), rings=3, x_name="t", y_name="v"
)
SCALES = LeastSquaresFitParameters(
    x=(1e-3, 2.2e-3, 4e-3, 5.1e-3, 7e-3), y=(1e6, 3e6, 2e6, 5e6, 4.5e6), hasty=(-0.3, 0.3)
)
PERFECT = LeastSquaresFitParameters(x=(1.0, 2.0, 2.0, 4.0), y=(1.0, 3.0, 3.0, 7.0))


@pytest.fixture(scope="module")
def shown():
    """The record of a parameter set and the verdict on it; each is rehearsed once."""
    words, kept = script.load(LeastSquaresFit.name()), {}

    def rehearsed(parameters):
        if parameters not in kept:
            record = rehearse(LeastSquaresFit, parameters, words)
            kept[parameters] = record, judge(LeastSquaresFit.name(), record, words, words)
        return kept[parameters]

    return rehearsed


def numbers(record):
    """The text of every number by its name, and by its beat where it is live."""
    return {each.name: each.text for each in record.claims if isinstance(each, NumberClaim)}


def straight_line(xs, ys):
    """Slope, intercept, chi^2 and their errors by Cramer's rule, in fractions."""
    xs, ys = [list(map(Fraction, map(str, each))) for each in (xs, ys)]
    n, sx, sy = len(xs), sum(xs), sum(ys)
    sxx, sxy = sum(x * x for x in xs), sum(x * y for x, y in zip(xs, ys, strict=True))
    det = n * sxx - sx * sx
    m, c = (n * sxy - sx * sy) / det, (sxx * sy - sx * sxy) / det
    least = chi_squared(xs, ys, m, c)
    scatter = least / (n - 2)
    return m, c, least, scatter, sqrt(scatter * n / det), sqrt(scatter * sxx / det)


def chi_squared(xs, ys, m, c):
    """The sum of the squares of all misses."""
    return sum((Fraction(y) - m * Fraction(x) - c) ** 2 for x, y in zip(xs, ys, strict=True))


def test_the_defaults_are_proved_and_keep_to_the_clock(shown):
    record, report = shown(DEFAULTS)
    names = {each.name for each in record.claims}

    assert report.clean, (report.failed, report.layout, report.missing)
    assert 20 <= report.beats <= 40
    assert 150 <= report.seconds <= 240
    assert len(names) >= 25
    assert report.claims == report.proved >= 25
    assert report.worst_px <= WORST_PIXELS
    assert sum(beat.ask for beat in record.beats) >= 2
    assert record.beats[-1].name == "recap"


@pytest.mark.parametrize("parameters", [FALLING, SCALES, PERFECT])
def test_quite_different_data_are_proved_as_well(shown, parameters):
    _, report = shown(parameters)

    assert report.clean, (report.failed, report.layout, report.missing)
    assert report.worst_px <= WORST_PIXELS


def test_the_fit_on_screen_is_the_one_by_cramers_rule(shown):
    record, _ = shown(DEFAULTS)
    text = numbers(record)
    m, c, least, scatter, m_error, c_error = straight_line(X, Y)

    assert (text["slope"], text["intercept"]) == (f"{float(m):.3f}", f"{float(c):.2f}")
    assert (text["slope_error"], text["intercept_error"]) == (f"{m_error:.3f}", f"{c_error:.2f}")
    assert (text["chi_best"], text["scatter"]) == (f"{float(least):.2f}", f"{float(scatter):.2f}")
    assert text["count"] == "12"


def test_the_centre_on_screen_is_the_mean(shown):
    record, _ = shown(DEFAULTS)
    text = numbers(record)

    assert float(text["centre_x"]) == pytest.approx(sum(map(float, X)) / 12, abs=0.005)
    assert float(text["centre_y"]) == pytest.approx(sum(map(float, Y)) / 12, abs=0.005)


@pytest.mark.parametrize("beat", ["hasty", "better", "beyond"])
def test_chi_squared_of_each_line_by_hand_is_the_sum_of_its_squares(shown, beat):
    record, _ = shown(DEFAULTS)
    seen = {e.name: e.text for e in record.claims if isinstance(e, NumberClaim) and e.beat == beat}
    area = float(chi_squared(X, Y, Fraction(seen["m now"]), Fraction(seen["c now"])))

    assert numbers(record)[f"chi_{beat}"] == f"{area:.2f}"


def test_once_around_the_ring_the_area_never_changes_while_the_line_does(shown):
    record, _ = shown(DEFAULTS)
    lap = [each for each in record.claims if each.beat == "lap"]
    drawn = {each.drawn for each in lap if each.name == "line"}

    assert {each.text for each in lap if each.name == "chi^2 now"} == {numbers(record)["chi_hasty"]}
    assert len(drawn) >= 10


def test_at_the_bottom_both_slopes_are_zero(shown):
    record, _ = shown(DEFAULTS)
    text = numbers(record)

    assert (text["level m"], text["level c"]) == ("0", "0")
    assert {float(text[f"(partial chi^2)/(partial {name}) now"]) for name in "mc"} == {0.0}


def test_the_dragged_point_takes_the_slope_with_it(shown):
    record, _ = shown(DEFAULTS)
    highest = max(Y, key=float)

    assert numbers(record)["dragged"] == f"{float(straight_line(X, [highest, *Y[1:]])[0]):.3f}"


def test_four_sets_have_the_same_numbers_and_not_the_same_slope_without_the_odd_point(shown):
    record, _ = shown(DEFAULTS)
    text = numbers(record)
    sets = ("line", "curve", "outlier", "lever")
    rest = [Fraction(x, 10) for x in (10, 20, 30, 40, 50, 60, 70, 80, 90, 110, 120)]
    high = [266, 317, 344, 384, 426, 451, 495, 535, 575, 654, 691]

    assert {text[f"slope {each}"] for each in sets} == {"0.45"}
    assert {text[f"intercept {each}"] for each in sets} == {"2.10"}
    assert {text[f"chi_squared {each}"] for each in sets} == {"6.50"}
    assert text["without_outlier"] == f"{float(straight_line(rest, high)[0]) / 100:.2f}"
    assert abs(float(text["without_lever"])) < 0.05


def test_a_perfect_fit_is_called_so_and_claims_no_ring_of_doubt(shown):
    record, _ = shown(PERFECT)
    text = numbers(record)

    assert (text["slope"], text["intercept"]) == ("2.00", "-1.00")
    assert (text["slope_error"], text["scatter"]) == ("0.00", "0.00")
    assert not any(each.name == "ring" for each in record.claims if each.beat == "nearly")


def test_numbers_of_any_size_are_the_numbers_of_cramers_rule(shown):
    record, _ = shown(SCALES)
    text = numbers(record)
    m, c, *_ = straight_line(SCALES.x, SCALES.y)

    assert (text["slope"], text["intercept"]) == (f"{float(m) / 1e8:.3f}e8", f"{float(c):.0f}")


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"x": (2.0, 2.0, 2.0), "y": (1.0, 2.0, 3.0)}, "stand above one another"),
        ({"x": (1.0, 2.0), "y": (1.0, 2.0)}, "3 to 40 points, got 2"),
        ({"x": (1.0, 2.0, 3.0), "y": (1.0, 2.0)}, "equally long"),
        ({"x": (1.0, 2.0, 3.0)}, "equally long"),
        ({"x": (2001.0, 2002.0, 2005.0), "y": (1.0, 2.0, 1.0)}, "measure x from a nearer zero"),
        ({"x": (1.0, 2.0, float("nan")), "y": (1.0, 2.0, 1.0)}, "must be a finite number"),
        ({"better": (0.0, 0.0)}, "must lie off the best line"),
        ({"rings": 1}, "two to eight rings, got 1"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_sentence(settings, reason):
    with pytest.raises(ValueError, match=reason):
        LeastSquaresFitParameters(**settings)
