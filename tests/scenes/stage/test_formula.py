"""Formulas are made of glyphs that know what they are."""

import numpy as np
import pytest

from scenes.stage.formula import Formula
from scenes.stage.typeset import TypesettingError, mark, mathematics, typeset

INK = "#ECEFF4"


def formula(source, **settings):
    return Formula(mathematics(source), colour=INK, **settings)


@pytest.mark.parametrize(
    "source",
    ["x + h", "f(x, y)", "(f(x + h) - f(x)) / h", "sqrt(x)", "x_n^2", "sum_(k=0)^n k", "hat(x)"],
)
def test_naming_a_part_does_not_move_a_single_glyph(source):
    plain = typeset(mathematics(f"a + {source} = b"))
    marked = typeset(mathematics(f"a + {mark(0, source)} = b"), ("part",))

    assert [g.key for g in plain] == [g.key for g in marked]
    for was, now in zip(plain, marked, strict=True):
        assert np.abs(was.points - now.points).max() < 1e-9


def test_a_part_holds_exactly_its_glyphs_and_its_colour():
    made = formula("f(x) + [[step| h ]]", colours={"step": "#FF0000"})

    assert [glyph.part for glyph in made] == [None] * 5 + ["step"]
    assert made.parts("step")[0].get_fill_color().to_hex() == "#FF0000"
    assert made[0].get_fill_color().to_hex() == INK


def test_an_unknown_part_is_named():
    with pytest.raises(KeyError, match="no part"):
        formula("x").parts("nothing")


def test_the_same_letter_has_the_same_key_wherever_it_stands():
    made = formula("x + x")

    assert made[0].key == made[2].key
    assert made[0].key != made[1].key


@pytest.mark.parametrize("source", ["x", "x / y", "sqrt(x)", "x^2", "-x"])
def test_the_baseline_is_found_for_any_shape(source):
    """A letter x behind the formula stands on the same line."""
    made = formula(f"{source} quad x")
    foot = made[-1].get_bottom()[1]

    assert made.stand_on(1.0).baseline == pytest.approx(1.0)
    assert made[-1].get_bottom()[1] - 1.0 == pytest.approx(foot, abs=0.01)


def test_a_digit_is_as_high_as_the_formula_says():
    made = formula("0", size=50)

    assert made.digit_height == pytest.approx(made.height * 135, rel=0.01)


def test_a_formula_shrinks_to_fit_but_never_beyond_what_can_be_read():
    made = formula("x + x + x + x", size=60)
    width = made.width

    assert made.fit(0.8 * width).width == pytest.approx(0.8 * width)
    with pytest.raises(ValueError, match="too long to be legible"):
        made.fit(0.2 * width)


def test_typst_s_reason_is_given_when_it_refuses():
    with pytest.raises(TypesettingError, match="Typst cannot set"):
        typeset(mathematics("frac(1"))


def test_greek_and_accented_words_are_set_with_the_embedded_font():
    glyphs = typeset("άλφα ñ")

    assert len(glyphs) == 5
    assert len({glyph.key for glyph in glyphs}) >= 4
