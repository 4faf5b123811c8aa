"""Boxes judged for a system with known roots."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Matrix, Symbol, log

from mathcore.box_systems import centred, contract, trim

X, Y = Symbol("x", real=True), Symbol("y", real=True)
EQUATIONS = (X**2 + Y**2 - 2, X - Y)  # roots (1, 1) and (-1, -1)
SLOPES = tuple(Matrix(EQUATIONS).jacobian((X, Y)))


def boxes(*each):
    """Lower and upper corners, shape (variables, boxes), of ((x, X), (y, Y))."""
    array = np.array(each, float)
    return array[:, :, 0].T, array[:, :, 1].T


def test_a_box_with_one_root_is_told_from_boxes_with_none_or_two():
    low, high = boxes(((0.9, 1.2), (0.8, 1.1)), ((2, 3), (2, 3)), ((-2, 2), (-2, 2)))
    found = contract(EQUATIONS, SLOPES, (X, Y), low, high)

    assert found.one.tolist() == [True, False, False]
    assert found.none.tolist() == [False, True, False]
    assert (found.low[:, 0] <= 1).all()
    assert (found.high[:, 0] >= 1).all()
    assert (found.high - found.low <= high - low + 1e-12).all()


def test_where_a_formula_is_undefined_nothing_is_known():
    equations = (log(X), Y)
    found = contract(
        equations, tuple(Matrix(equations).jacobian((X, Y))), (X, Y), *boxes(((-1, 2), (-1, 2)))
    )

    assert not found.one[0]
    assert not found.none[0]
    assert found.low[:, 0].tolist() == [-1, -1]


def test_a_single_equation_cuts_off_the_ends_of_a_box():
    """x - y = 0 over [0, 1] x [-3, 2] leaves y in [0, 1]."""
    low, high = boxes(((0, 1), (-3, 2)), ((4, 5), (0, 1)))
    none, bottom, top = trim((X - Y,), (X * 0 + 1, X * 0 - 1), (X, Y), low, high)

    assert none.tolist() == [False, True]
    assert np.allclose([bottom[1, 0], top[1, 0]], [0, 1])
    assert low[1, 0] == -3


@settings(max_examples=40, deadline=None)
@given(
    x=st.floats(-1, 0.99), y=st.floats(-1, 0.99), wide=st.floats(0.02, 3), high=st.floats(0.02, 3)
)
def test_a_root_in_a_box_is_never_lost(x, y, wide, high):
    low, top = boxes(((x, x + wide), (y, y + high)))
    holds = [r for r in (1.0, -1.0) if x <= r <= x + wide and y <= r <= y + high]
    found = contract(EQUATIONS, SLOPES, (X, Y), low, top)
    none, bottom, upper = trim(EQUATIONS, SLOPES, (X, Y), low, top)

    assert not (holds and (found.none[0] or none[0]))
    for root in holds:
        assert (found.low <= root).all()
        assert (found.high >= root).all()
        assert (bottom <= root).all()
        assert (upper >= root).all()
    assert not (found.one[0] and len(holds) > 1)


def test_a_middle_and_a_radius_hold_the_interval_and_hardly_more():
    low, high = np.array([-1.0, 0.1, -1e300]), np.array([3.0, 0.3, 1.7e308])
    middle, radius = centred(low, high)

    assert (middle - radius <= low).all()
    assert (middle + radius >= high).all()
    assert (radius <= (high / 2 - low / 2) * (1 + 1e-14)).all()
