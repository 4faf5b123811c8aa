"""What the gradient lecture shows, against sources that share no code with it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import mpmath
import pytest

from scenes.gradient_field import GradientField, GradientFieldParameters
from scenes.stage import script
from scenes.stage.record import NumberClaim, Record
from scenes.stage.rehearsal import rehearse
from scenes.stage.verdicts import Report, judge

BOWL = GradientFieldParameters(
    function="x^2/4 + y^2",
    y_range=(-2.0, 2.0),
    heights=(0.0, 5.0),
    levels=(0.25, 0.5, 1.0, 2.0, 3.0, 3.5),
    place=(1.0, 0.5),
    far=2.5,
    near=1.02,
    starts=((0.5, 0.25), (-1.0, 0.5), (1.0, -0.25), (-0.5, -0.75)),
    fifth=(2.5, 0.125),
    ridge=(0.0, 0.0),
    depth=0.1,
    dip=(2.0, 1.25),
    dip_step=0.3,
)
SADDLE = GradientFieldParameters(
    function="x^2 - y^2",
    x_range=(-2.0, 2.0),
    y_range=(-2.0, 2.0),
    heights=(-4.0, 4.0),
    levels=(-3.0, -2.0, -1.0, -0.5, 0.5, 1.0, 2.0, 3.0),
    place=(0.75, -0.5),
    far=1.75,
    near=0.77,
    starts=((0.25, 1.5), (-0.25, 1.0), (0.5, -1.75), (-0.5, -1.0)),
    fifth=(1.5, 1.75),
    ridge=(0.0, 1.5),
    depth=-2.5,
    dip=(0.8, 0.6),
    stride=0.4,
    dip_step=0.2,
)
# heights of a million over lengths of a thousandth: u^3/3 - u - v^2, u = 1000 x, v = 1000 y
STEEP = GradientFieldParameters(
    function="1000000 ((1000x)^3/3 - 1000x - (1000y)^2)",
    x_range=(-0.002, 0.0015),
    y_range=(-0.0015, 0.0015),
    heights=(-2.5e6, 1e6),
    levels=(-2e6, -1.5e6, -1e6, -0.4e6, 0.0, 0.3e6, 0.5e6),
    place=(-0.0004, -0.0006),
    far=0.0012,
    near=-0.00038,
    starts=((-0.0018, 0.0005), (-0.0005, 0.001), (0.0, -0.001), (-0.0015, -0.001)),
    fifth=(0.0012, -0.0005),
    ridge=(0.001, 0.001),
    step=1e-13,
    depth=-1.8e6,
    dip=(0.0005, 0.0003),
    sweep=12,
    stride=0.0004,
    dip_step=2e-13,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A rehearsal and its verdict."""

    record: Record
    report: Report

    def text(self, name: str) -> str:
        """What is shown of a claimed number."""
        return self.record.texts()[name]


@pytest.fixture(scope="module")
def show() -> Callable[[GradientFieldParameters], Shown]:
    """Rehearse with some parameters, once for all tests."""
    words = script.load("gradient_field")

    @cache
    def rehearsed(parameters: GradientFieldParameters) -> Shown:
        record = rehearse(GradientField, parameters, words)
        return Shown(record, judge("gradient_field", record, words, words))

    return rehearsed


def height(x, y):
    """The landscape, written down once more."""
    exp = mpmath.exp
    hills = 3 * exp(-((x - 1) ** 2) - (y + 1.5) ** 2) + 3 * exp(-((x + 1.5) ** 2) - (y - 1) ** 2)
    hills += 2.5 * exp(-((x - 1.5) ** 2) - (y - 1.5) ** 2)
    pits = 2 * exp(-((x - 0.5) ** 2) - (y - 0.5) ** 2) + 2 * exp(-((x + 1.5) ** 2 + (y + 1.5) ** 2))
    dome = (x - y) ** 3 * exp(-(x * x + y * y) / 4) / 20 - (x * x + y * y) / 8
    return hills - pits + dome


def level_place(x, y):
    """The place where both slopes of the landscape vanish, from a place near it."""

    def slopes(a, b):
        return [mpmath.diff(height, (a, b), (1, 0)), mpmath.diff(height, (a, b), (0, 1))]

    return mpmath.findroot(slopes, (x, y))


def test_the_default_lecture_is_proved_and_keeps_its_measure(show):
    report = show(GradientFieldParameters()).report

    assert report.clean
    assert 150 <= report.seconds <= 240
    assert 20 <= report.beats <= 40
    assert report.claims == report.proved >= 25
    assert report.worst_px <= 0.5


def test_the_listener_is_asked_four_times_and_waited_for(show):
    asked = [each for each in show(GradientFieldParameters()).record.beats if each.ask]

    assert [each.name for each in asked] == ["which", "crossing", "fifth", "guess"]
    assert all(each.end - each.start >= 3 for each in asked)


def test_slopes_and_steepest_way_are_those_of_numerical_differentiation(show):
    shown, at = show(GradientFieldParameters()), (-0.75, -1)
    east, north = (mpmath.diff(height, at, each) for each in ((1, 0), (0, 1)))

    assert shown.text("height") == f"{float(height(*at)):.3f}"
    assert shown.text("east") == f"{float(east):.2f}"
    assert shown.text("north") == f"{float(north):.2f}"
    assert shown.text("steepest") == f"{float(mpmath.hypot(east, north)):.2f}"
    assert shown.text("turn") == f"{float(mpmath.atan2(north, east)):.2f}"


@pytest.mark.parametrize(
    ("name", "near"),
    [("end_a", (1, -1.5)), ("end_b", (1, -1.5)), ("end_c", (-1.4, 0.9)), ("end_d", (1.5, 1.5))],
)
def test_walks_end_as_high_as_the_tops(show, name, near):
    assert show(GradientFieldParameters()).text(name) == f"{float(height(*level_place(*near))):.2f}"


def test_the_sixth_walk_stays_on_a_saddle(show):
    saddle = level_place(-0.4, -0.4)

    assert show(GradientFieldParameters()).text("end_f") == f"{float(height(*saddle)):.3f}"


def test_three_tops_two_pits_and_four_saddles_are_told_apart(show):
    shown = show(GradientFieldParameters())

    assert [shown.text(each) for each in ("places", "tops", "pits", "saddles")] == [*"9324"]


def test_the_slope_saves_soundings(show):
    shown = show(GradientFieldParameters())

    assert int(shown.text("slope")) < int(shown.text("compass")) < int(shown.text("sweep"))


@pytest.mark.parametrize("parameters", [BOWL, SADDLE, STEEP], ids=["bowl", "saddle", "steep"])
def test_other_lands_are_shown_under_the_same_rules(show, parameters):
    report = show(parameters).report

    assert report.failed == []
    assert report.layout == []
    assert report.worst_px <= 0.5


def test_a_bowl_has_one_pit_and_its_numbers_are_those_of_the_formula(show):
    shown = show(BOWL)

    assert (shown.text("east"), shown.text("north")) == ("0.500", "1.00")
    assert [shown.text(each) for each in ("tops", "pits", "saddles")] == ["0", "1", "0"]


def test_a_walk_down_the_crest_of_a_saddle_comes_to_rest_on_it(show):
    ends = [each for each in show(SADDLE).record.claims if isinstance(each, NumberClaim)]

    assert abs(next(each.value for each in ends if each.name == "end_f")) < 1e-12


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"function": "(x^2 + y^2 - 1)^2", "levels": (0.25, 0.5)}, "level along a whole line"),
        ({"function": "x + y"}, "one to ten level places"),
        ({"function": "x^2 - y^2 +"}, "cannot be read"),
        ({"levels": (-1.0, 7.0)}, "no ground on the map is as high"),
        ({"levels": (1.0, -1.0)}, "rising order"),
        ({"levels": (-1.0, 0.0, 1.0)}, "level = 0.0 is the height of a level place"),
        ({"place": (-2.0, 0.5)}, "inside its edge"),
        ({"place": (0.0, 0.0)}, "the ground is level here"),
        ({"fifth": (0.125, 0.125)}, "must end lower"),
        ({"ridge": (0.25, 1.5)}, "must come to rest off the tops"),
        ({"step": 1e-6}, "a walk has no end to show"),
        ({"depth": -9.0}, "no ground on the map is as low"),
        ({"sweep": 2}, "the soundings ran out first"),
        ({"dip": (1.9, 0.1)}, "leaves the map"),
        ({"columns": 50}, "columns must be in"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_sentence(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        replace(SADDLE, **changes)
