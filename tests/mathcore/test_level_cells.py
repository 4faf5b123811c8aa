"""Grid cells that level curves pass: every crossing on its curve, every curve in one piece."""

import numpy as np
import pytest

from mathcore.fields import Field
from mathcore.level_cells import Window, chains

SQUARE = ((-2.0, 2.0), (-3.0, 3.0))


def window(formula):
    return Window.of(Field.parse(formula), *SQUARE)


def column(*values):
    return np.array(values, float)[:, None]


def test_heights_slopes_and_curvatures_are_those_per_side_of_the_window():
    """Over sides of 4 and 6: x = 4 u - 2 and y = 6 v - 3."""
    seen, middle = window("x^2 y + y"), column(0.75, 0.5)  # the place (1, 0)

    assert seen.outside(middle).ravel().tolist() == [1, 0]
    assert seen.height(middle) == pytest.approx(0)
    assert seen.slopes(middle).ravel() == pytest.approx([4 * 0, 6 * 2])
    bent = seen.curvatures(middle)[..., 0]
    assert bent == pytest.approx(np.array([[0, 4 * 6 * 2], [4 * 6 * 2, 0]]))


def test_a_box_is_missed_steady_or_agreed_as_the_formula_says():
    """Over u in [3/4, 1], x lies in [1, 2], so x^2 + y^2 rises with x and is 1 at the least."""
    verdict = window("x^2 + y^2").judge(column(0.75, 0.25), column(1.0, 0.75), 0.5)
    crossed = window("x^2 + y^2").judge(column(0.75, 0.25), column(1.0, 0.75), 3.0)

    assert verdict.missed[0]
    assert not crossed.missed[0]
    assert verdict.steady[:, 0].tolist() == [True, False]
    assert window("x + y").judge(column(0, 0), column(1, 1), 0.0).agreed[0]
    assert not window("x^2 + y^2").judge(column(0, 0), column(1, 1), 1.0).agreed[0]


def test_a_circle_is_one_closed_chain_around_its_middle_once():
    (circle,) = chains(window("x^2 + y^2"), 1.0)
    x, y = circle.points * np.array([[4.0], [6.0]]) - np.array([[2.0], [3.0]])
    angles = np.unwrap(np.arctan2(y, x))
    turns = np.append(np.diff(angles), np.angle(np.exp(1j * (angles[0] - angles[-1]))))

    assert circle.closed
    assert np.hypot(x, y) == pytest.approx(1, rel=1e-13)
    assert abs(turns.sum()) == pytest.approx(2 * np.pi)
    assert (turns > 0).all() or (turns < 0).all()


def test_branches_that_leave_the_window_are_open_and_end_on_its_border():
    found = chains(window("x y"), 1.0)
    ends = np.hstack([each.points[:, [0, -1]] for each in found])

    assert [each.closed for each in found] == [False, False]
    assert (np.isclose(ends, 0) | np.isclose(ends, 1)).any(axis=0).all()


def test_two_loops_are_two_chains_and_a_level_not_reached_has_none():
    """x^2 (x^2 - 2) + y^2 has pits of height -1 at x = 1 and x = -1."""
    loops = chains(window("x^2 (x^2 - 2) + y^2"), -0.5)

    assert [each.closed for each in loops] == [True, True]
    assert sorted(bool(each.points[0].mean() > 0.5) for each in loops) == [False, True]
    assert chains(window("x^2 (x^2 - 2) + y^2"), -2.0) == ()


@pytest.mark.parametrize(("formula", "level"), [("x y", 0.0), ("x^2 + y^2", 0.0), ("x^2", 4.0)])
def test_a_level_of_a_saddle_a_pit_or_along_the_border_is_refused(formula, level):
    with pytest.raises(ValueError, match="height of a level place in the window"):
        chains(window(formula), level)


def test_a_window_needs_a_plane_and_an_extent():
    with pytest.raises(ValueError, match="two variables"):
        Window.of(Field.parse("x + y + z", ("x", "y", "z")), *SQUARE)
    with pytest.raises(ValueError, match="low < high"):
        Window.of(Field.parse("x y"), (1.0, 1.0), (0.0, 1.0))


@pytest.mark.parametrize("disc", ["(x + 3)^2 + y^2", "(x - 3)^2 + y^2"])
@pytest.mark.parametrize("turned", [False, True])
def test_a_circle_that_touches_one_border_from_outside_is_refused(disc, turned):
    """Its middle is a unit beyond the border, so the disc of radius 1 meets it in one place."""
    sides = ((-3.0, 3.0), (-2.0, 2.0)) if turned else ((-2.0, 2.0), (-3.0, 3.0))
    formula = disc.translate(str.maketrans("xy", "yx")) if turned else disc
    with pytest.raises(ValueError, match="it touches the border"):
        chains(Window.of(Field.parse(formula), *sides), 1.0)
