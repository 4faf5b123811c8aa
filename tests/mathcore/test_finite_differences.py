"""Quotients of machine numbers, against the theory of truncation and round-off."""

from itertools import pairwise
from math import cos, exp, inf, sin, sqrt

import numpy as np
import pytest

from mathcore import proof
from mathcore.derivative_verdicts import Kind
from mathcore.finite_differences import Outcome, study
from mathcore.functions import Function
from mathcore.quotients import Side

STEPS = [10.0 ** -(k / 2) for k in range(2, 31)]
SINE = Function.parse("sin(x)")
CASES = [
    ("sin(x)", 1, Side.CENTRAL, Outcome.BEST_STEP),
    ("x^2", 1, Side.FORWARD, Outcome.BEST_STEP),
    ("x^2", 1, Side.CENTRAL, Outcome.ONLY_ROUND_OFF),
    ("2x + 1", 1, Side.BACKWARD, Outcome.ONLY_ROUND_OFF),
    ("x abs(x)", 0, Side.FORWARD, Outcome.ONLY_ROUND_OFF),
    ("floor(x)", 1, Side.CENTRAL, Outcome.JUMP),
    ("abs(x)", 0, Side.FORWARD, Outcome.NO_DERIVATIVE),
    ("cbrt(x)", 0, Side.CENTRAL, Outcome.NO_DERIVATIVE),
]


@pytest.mark.parametrize(("text", "a", "scheme", "outcome"), CASES)
def test_a_study_ends_as_theory_foretells(text, a, scheme, outcome):
    found = study(Function.parse(text), a, STEPS, scheme)

    assert found.outcome is outcome
    assert (found.best is not None) == (outcome is Outcome.BEST_STEP)
    assert (found.gap is not None) == (outcome is Outcome.JUMP)


def test_every_outcome_can_happen():
    assert {case[-1] for case in CASES} == set(Outcome)


@pytest.mark.parametrize("scheme", Side)
@pytest.mark.parametrize(
    ("text", "a"), [("sin(x)", 1), ("exp(x)", -2), ("1/x", 3e6), ("x^3", 1e-3)]
)
def test_no_error_exceeds_truncation_and_round_off(scheme, text, a):
    """Further terms of the truncation are a tenth of the first, or less, for steps below a/30."""
    found = study(Function.parse(text), a, [abs(a) * h for h in STEPS[1:]], scheme)
    for row in found.rows:
        assert row.error <= 1.1 * row.truncation + row.round_off


def test_the_measured_quotient_is_that_of_machine_numbers():
    row = study(SINE, 1, [1e-3]).rows[0]

    assert row.measured == pytest.approx((np.sin(1.001) - np.sin(1.0)) / 1e-3, rel=1e-12)
    assert row.error == pytest.approx(abs(row.measured - cos(1)), rel=1e-9)


@pytest.mark.parametrize(
    ("scheme", "best"),
    [
        (Side.FORWARD, 2 * sqrt(2.0**-52 * (exp(1) + exp(1)) / exp(1))),
        (Side.CENTRAL, (3 * 2.0**-52 * 2) ** (1 / 3)),
    ],
)
def test_the_best_step_is_that_of_the_textbook(scheme, best):
    found = study(Function.parse("exp(x)"), 1, STEPS, scheme)

    assert found.best == pytest.approx(best, rel=1e-12)
    assert found.best / 30 < found.best_row.h < found.best * 30
    assert all(found.best_row.error <= row.error for row in found.rows)


def test_on_logarithmic_axes_the_parts_are_lines():
    for scheme, order in ((Side.FORWARD, 1), (Side.CENTRAL, 2)):
        found = study(SINE, 1, STEPS, scheme)
        for points, slope in ((found.truncations, order), (found.round_offs, -1)):
            for p, q in pairwise(points):
                assert (q.y - p.y) / (q.x - p.x) == pytest.approx(slope)


def test_the_errors_fall_and_rise_again():
    found = study(SINE, 1, STEPS)
    heights = [point.y for point in found.errors]

    assert len(heights) == len(STEPS)
    assert min(heights) < heights[0] - 5
    assert min(heights) < heights[-1] - 5


def test_noise_moves_the_best_step_out_and_is_the_same_for_the_same_seed():
    quiet = study(SINE, 1, STEPS, Side.CENTRAL)
    noisy = study(SINE, 1, STEPS, Side.CENTRAL, noise=1e-6, seed=4)

    assert noisy.best == pytest.approx((3e-6 / cos(1)) ** (1 / 3), rel=1e-6)
    assert noisy.best > 100 * quiet.best
    assert noisy == study(SINE, 1, STEPS, Side.CENTRAL, noise=1e-6, seed=4)
    assert noisy.rows != study(SINE, 1, STEPS, Side.CENTRAL, noise=1e-6, seed=5).rows
    for row in noisy.rows:
        assert row.error <= 1.1 * row.truncation + row.round_off


def test_across_a_jump_quotients_are_the_gap_over_the_step():
    found = study(Function.parse("floor(x)"), 2, STEPS, Side.BACKWARD)

    assert found.verdict.kind is Kind.JUMP
    assert found.gap == 1
    for row in found.rows:
        assert row.measured == pytest.approx(1 / row.h)
        assert row.error is row.truncation is row.round_off is None
    assert not found.errors
    assert len(found.slopes) == len(STEPS)
    with pytest.raises(ValueError, match="no error can be measured: across the jump"):
        _ = found.best_row


def test_every_number_is_proved():
    found = study(SINE, 1, [1e-2, 1e-5, 1e-9], Side.CENTRAL, noise=1e-7)
    jump = study(Function.parse("floor(x) + x/3"), 1, [1e-2])
    shown = [found.best, jump.gap, *(jump.slopes[0].x, jump.slopes[0].y)]
    for row in found.rows:
        shown += [row.h, row.measured, row.error, row.truncation, row.round_off]
    for points in (found.errors, found.truncations, found.round_offs, found.slopes):
        shown += [each for point in points for each in (point.x, point.y)]

    for each in shown:
        assert proof.close(each, each.meaning).proved


def test_a_step_that_machine_numbers_cannot_take_finds_no_slope():
    row = study(SINE, 1, [1e-17]).rows[0]

    assert row.measured == 0
    assert row.error == pytest.approx(cos(1))
    assert study(SINE, 1, [1e-17]).slopes == ()
    assert sin(1 + 1e-17) == sin(1)


@pytest.mark.parametrize("steps", [[], [0.1, 0.1], [0.1, 0.2], [0.1, 0.0], [inf, 0.1], [-0.1]])
def test_steps_that_do_not_fall_towards_zero_are_refused(steps):
    with pytest.raises(ValueError, match="steps must be positive, finite and falling"):
        study(SINE, 1, steps)


@pytest.mark.parametrize("noise", [-1e-3, inf])
def test_noise_without_a_size_is_refused(noise):
    with pytest.raises(ValueError, match="noise must be a finite number"):
        study(SINE, 1, STEPS, noise=noise)


def test_values_that_are_missing_are_refused():
    with pytest.raises(ValueError, match="has no value somewhere between"):
        study(Function.parse("sqrt(x)"), 0.01, [0.1, 0.05], Side.BACKWARD)
