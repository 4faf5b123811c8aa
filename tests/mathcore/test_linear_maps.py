"""Linear maps of the plane, against geometry and against NumPy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational, Symbol

from mathcore import proof
from mathcore.jacobians import jacobian
from mathcore.linear_maps import Effect, Kept, linear, local, read
from mathcore.quantity import zero
from mathcore.vector_functions import VectorFunction

X = Symbol("x", real=True)
ROOT = zero((2**0.5,), (X,), (X**2 - 2,), ((Rational(1), Rational(2)),))[0]
ENTRIES = st.lists(st.integers(-5, 5), min_size=4, max_size=4)


def test_the_map_of_the_lecture():
    """For u = x - 2y, v = 3y - 2x the determinant is 3 - 4 = -1: the square is turned over."""
    found = linear(VectorFunction.parse(["x - 2y", "3y - 2x"], "xy"))
    corners = [(float(each.x), float(each.y)) for each in found.square]

    assert corners == [(0, 0), (1, -2), (-1, 1), (-2, 3)]
    assert (found.determinant, found.area, found.trace) == (-1, 1, 4)
    assert found.effect is Effect.FLIPS
    assert [float(each.value) for each in found.eigen] == pytest.approx([2 + 5**0.5, 2 - 5**0.5])


@settings(max_examples=40, deadline=None)
@given(ENTRIES)
def test_kept_arrows_only_become_longer(entries):
    a, b, c, d = entries
    found = read([[a, b], [c, d]])
    values = np.linalg.eigvals(np.array([[a, b], [c, d]], float))

    assert (found.kept is Kept.NONE) == bool(np.any(np.abs(values.imag) > 1e-6))
    if found.kept is not Kept.NONE:
        assert sorted(float(e.value) for e in found.eigen) == pytest.approx(
            sorted(values.real)[-len(found.eigen) :], abs=1e-6
        )
        for each in found.eigen:
            image = found.image(*each.arrow)
            assert any(each.arrow)
            assert [float(image.x), float(image.y)] == pytest.approx(
                [each.value * part for part in each.arrow], abs=1e-9
            )
            assert proof.close(each.value, each.value.meaning).proved or not each.value


@settings(max_examples=20, deadline=None)
@given(ENTRIES)
def test_the_area_is_that_of_the_image_of_the_square(entries):
    a, b, c, d = entries
    found = read([[a, b], [c, d]])
    x, y = np.array([(p.x, p.y) for p in found.square], float).T

    assert found.area == abs(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2


@pytest.mark.parametrize(
    ("rows", "effect"),
    [
        ([["cos(pi/5)", "-sin(pi/5)"], ["sin(pi/5)", "cos(pi/5)"]], Effect.KEEPS),
        ([[0, 1], [1, 0]], Effect.FLIPS),
        ([["sqrt(2)", 2], [1, "sqrt(2)"]], Effect.FLATTENS),
        ([[0, 0], [0, 0]], Effect.CRUSHES),
        ([[ROOT, 2], [1, ROOT]], Effect.UNDECIDED),
    ],
)
def test_every_effect_can_happen(rows, effect):
    assert read(rows).effect is effect
    assert len(Effect) == 5


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([[2, 1], [1, 2]], Kept.TWO),
        ([[1, 0], [0, 2]], Kept.TWO),
        ([[3, 0], [1, 2]], Kept.TWO),
        ([[1, "1/1000000"], [0, 1]], Kept.ONE),
        ([[1, 0], [5, 1]], Kept.ONE),
        ([[3, 0], [0, 3]], Kept.EVERY),
        ([[0, -1], [1, 0]], Kept.NONE),
        ([[ROOT, 2], [1, ROOT]], Kept.TWO),
        ([[ROOT, ROOT], [0, ROOT]], Kept.ONE),
    ],
)
def test_every_count_of_kept_directions_can_happen(rows, kept):
    assert read(rows).kept is kept


def test_what_is_not_decided_is_not_said():
    x, y = Symbol("x", real=True), Symbol("y", real=True)
    box = ((Rational(1), Rational(2)), (Rational(1), Rational(2)))
    one, other = zero((2**0.5, 2**0.5), (x, y), (x**2 - 2, y**2 - x**2), box)
    doubtful = read([[one, 0], [0, other]])

    assert doubtful.kept is Kept.UNDECIDED
    with pytest.raises(ValueError, match="how many directions are kept is not decided"):
        _ = doubtful.eigen
    with pytest.raises(ValueError, match="every direction is turned"):
        _ = read([[0, -1], [1, 0]]).eigen


def test_a_smooth_map_is_linear_close_by():
    polar = VectorFunction.parse(["r cos(theta)", "r sin(theta)"], ["r", "theta"])
    found = local(jacobian(polar, 2, "pi/6"))

    assert found.determinant == pytest.approx(2, rel=1e-15)
    assert proof.close(found.determinant, found.determinant.meaning).proved
    assert proof.close(found.square[2].x, found.square[2].x.meaning).proved


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (["x y", "x"], "each component must be linear"),
        (["x + 1", "y"], "each component must be linear"),
        (["x"], r"two rows of two, got \(1, 2\)"),
    ],
)
def test_other_functions_are_no_linear_maps(texts, message):
    with pytest.raises(ValueError, match=message):
        linear(VectorFunction.parse(texts, "xy"))


def test_other_shapes_are_refused():
    with pytest.raises(ValueError, match="two rows of two, got rows"):
        read([[1, 2, 3]])
    with pytest.raises(ValueError, match=r"two rows of two, got \(1, 2\)"):
        local(jacobian(VectorFunction.parse(["x y"], "xy"), 1, 1))
    with pytest.raises(ValueError, match="too large for a float"):
        _ = read([[1e200, 0], [0, 1e200]]).determinant


def test_where_every_direction_is_kept_the_axes_stand_for_all():
    east, north = read(((3, 0), (0, 3))).eigen

    assert (east.arrow, north.arrow, east.value, north.value) == ((1, 0), (0, 1), 3, 3)


@pytest.mark.parametrize("rows", [((2, 1), (1, 3)), ((2, 0), (5, 3)), ((1, 4), (0, 1))])
def test_the_direction_of_an_eigenvector_means_what_it_is(rows):
    for each in read(rows).eigen:
        x, y = each.arrow
        (a, b), (c, d) = rows

        assert (a * x + b * y, c * x + d * y) == pytest.approx((each.value * x, each.value * y))
        assert all(proof.close(part, part.meaning, 1e-14).proved for part in (x, y, each.value))
