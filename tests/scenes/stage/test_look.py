"""The two themes keep their promises to every kind of eye."""

from dataclasses import fields

import pytest

from scenes.stage.look import THEMES, Theme
from scenes.stage.sight import SIGHTS, contrast, difference, least_difference


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("token", [field.name for field in fields(Theme) if field.name != "ground"])
def test_every_colour_stands_out_from_the_ground(name, token):
    theme = THEMES[name]

    assert contrast(theme.colour(token), theme.ground) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_meanings_are_told_apart_under_every_sight(name):
    assert least_difference(THEMES[name]) > 20.5


def test_black_on_white_has_the_greatest_contrast_there_is():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


def test_half_opaque_ink_has_less_contrast():
    assert contrast("#000000", "#ffffff", 0.5) < 5


def test_the_published_pair_has_its_published_difference():
    """Black and white are 100 apart in CIEDE2000, whatever the sight."""
    for sight in SIGHTS:
        assert difference("#000000", "#ffffff", sight) == pytest.approx(100.0, abs=0.01)


def test_red_and_green_come_closer_for_a_deuteranope():
    assert difference("#c04040", "#708030", "deuteranope") < difference("#c04040", "#708030")
