"""A formula turns into the next, and on the way no term runs over another."""

from itertools import combinations, pairwise

import pytest
from manim import DOWN, LEFT, VGroup, straight_path

from mathcore import normal_equations, typst
from scenes.stage import morph
from scenes.stage.formula import Formula
from scenes.stage.morph import Morph
from scenes.stage.picture import box
from scenes.stage.typeset import mathematics

INK = "#ECEFF4"
LINES = [
    ("[[a| a ]] + [[b| b ]]", "[[b| b ]] + [[a| a ]]"),
    ("[[a| a + a ]] = [[b| b ]]", "[[b| b ]] = [[a| a + a ]]"),
    ("[[f| f(x) ]] = [[s| f'(x) ]] dot x", "[[s| f'(x) ]]/x = [[f| f(x) ]]"),
    ("a + sqrt([[a| x ]] + [[b| y ]])", "sqrt([[b| y ]] + [[a| x ]]) + a"),
    ("x + h", "lr(a) + x^h + x"),
]


def formula(source, **settings):
    return Formula(mathematics(source), colour=INK, **settings)


def system(step):
    """Both equations of a step of least squares, one above the other."""
    rows = VGroup()
    for equation in step.equations:
        left, right = (typst.formula(normal_equations.textbook(each)) for each in equation.args)
        rows.add(formula(f"{left} = {right}"))
    return rows.arrange(DOWN, buff=0.5, aligned_edge=LEFT)


def area(a, b):
    """The area that two boxes share."""
    quad, high = (min(a[k + 2], b[k + 2]) - max(a[k], b[k]) for k in (0, 1))
    return max(quad, 0.0) * max(high, 0.0)


def seen(move, share):
    """The boxes of all glyphs that can be seen when a share of the time is over."""
    move.interpolate(share)
    return [
        (id(each), box(each))
        for animation in move.animations
        for each in animation.mobject.get_family()
        if each.has_points() and each.get_fill_opacity() > 0.1
    ]


def piled(glyphs):
    """Which pairs of glyphs cover much of one another."""
    return {
        (i, j)
        for (i, a), (j, b) in combinations(glyphs, 2)
        if area(a, b) > 0.2 * min(area(a, a), area(b, b))
    }


def collisions(move):
    """Which pairs of glyphs run over one another on the way, and do not at its ends."""
    move.begin()
    ends = piled(seen(move, 0.0)) | piled(seen(move, 1.0))
    return {pair for share in (0.3, 0.4, 0.5, 0.6, 0.7) for pair in piled(seen(move, share))} - ends


def kinds(move):
    return sorted(type(each).__name__ for each in move.animations)


@pytest.mark.parametrize(("before", "after"), LINES)
def test_no_term_runs_over_another(before, after):
    assert collisions(Morph(formula(before), formula(after).shift(0.3 * DOWN))) == set()


@pytest.mark.parametrize("steps", [*pairwise(normal_equations.solution())])
def test_no_term_of_two_equations_runs_over_another(steps):
    assert collisions(Morph(*map(system, steps))) == set()


def test_a_straight_way_would_have_led_through_other_terms(monkeypatch):
    held = [Morph(formula("[[a| a ]] + [[b| b ]]"), formula("[[b| b ]] + [[a| a ]]"))]
    monkeypatch.setattr(
        morph, "_clear_way", lambda pairs, _: (straight_path(), [False] * len(pairs))
    )
    held.append(Morph(formula("[[a| a ]] + [[b| b ]]"), formula("[[b| b ]] + [[a| a ]]")))

    assert [bool(collisions(each)) for each in held] == [False, True]


def test_two_terms_that_change_places_travel_around_one_another():
    around = Morph(formula("[[a| a ]] quad [[b| b ]]"), formula("[[b| b ]] quad [[a| a ]]"))

    assert kinds(around) == ["ReplacementTransform"] * 2
    assert collisions(around) == set()


def test_a_term_whose_every_way_is_blocked_fades_and_comes():
    before, after = formula("x"), formula("x").shift(3 * DOWN)
    wall = [Formula("mmmm", colour=INK, size=300).move_to(1.5 * DOWN)]

    assert kinds(Morph(before, after)) == ["ReplacementTransform"]
    assert kinds(Morph(before, after, others=[*wall[0]])) == ["FadeIn", "FadeOut"]


def test_a_morph_leaves_exactly_the_new_formula_behind(stage):
    after = formula("b + a")
    left = []

    def beat(lecture):
        before = formula("a + b")
        lecture.add(before)
        lecture.morph(before, after)
        left.extend(lecture.mobjects)

    stage(beat)

    assert left == [after]


def test_terms_that_stay_move_and_only_the_rest_fades():
    found = kinds(Morph(formula("x + h - x"), formula("h")))

    assert found.count("ReplacementTransform") == 1
    assert found.count("FadeOut") == 4


def test_formulas_with_nothing_in_common_fade_into_one_another():
    assert set(kinds(Morph(formula("x"), formula("y")))) == {"FadeIn", "FadeOut"}
