"""The damped step against the normal equations that define it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore.damped_step import Damped, cosine, lengths, usable

SLOPES = np.array([[1.0, 2.0], [3.0, -1.0], [0.5, 4.0]])
RESIDUALS = np.array([1.0, -2.0, 0.5])


@given(st.floats(0, 100), st.floats(0.1, 10))
@settings(max_examples=30)
def test_the_step_solves_the_damped_normal_equations(damping, second):
    scale = np.array([1.0, second])
    step = Damped.of(SLOPES, scale).solve(RESIDUALS, damping)
    table = SLOPES.T @ SLOPES + damping * np.diag(scale**2)

    assert table @ step == pytest.approx(SLOPES.T @ RESIDUALS, rel=1e-9, abs=1e-9)


def test_the_undamped_promise_is_kept_by_a_linear_model():
    dissected = Damped.of(SLOPES, lengths(SLOPES))
    for damping in (0.0, 0.3, 7.0):
        left = RESIDUALS - SLOPES @ dissected.solve(RESIDUALS, damping)
        promised = dissected.promised(RESIDUALS, damping)
        whole = RESIDUALS @ RESIDUALS
        if damping == 0:
            assert whole - left @ left == pytest.approx(promised)
        else:
            kept = damping * np.sum((dissected.solve(RESIDUALS, damping) * lengths(SLOPES)) ** 2)
            assert whole - left @ left - kept <= promised + 1e-12


def test_a_column_of_nothing_has_length_one_and_meets_nothing():
    empty = np.array([[0.0, 1.0], [0.0, 1.0]])

    assert lengths(empty) == pytest.approx([1, 2**0.5])
    assert cosine(empty, np.array([1.0, -1.0])) == 0
    assert cosine(empty, np.array([2.0, 2.0])) == pytest.approx(1)
    assert cosine(empty, np.zeros(2)) == 0


def test_overflow_and_missing_values_cannot_be_used():
    with np.errstate(over="ignore"):
        assert not usable(np.array([1e200]), SLOPES)
        assert not usable(RESIDUALS, 1e200 * SLOPES)
    assert not usable(np.array([np.nan]), SLOPES)
    assert usable(RESIDUALS, SLOPES)
