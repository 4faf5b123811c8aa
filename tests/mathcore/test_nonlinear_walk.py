"""Where walks begin, and how their ends are judged."""

import numpy as np
import pytest

from mathcore.nonlinear_cases import LOST, NEAR, gaussian_peak
from mathcore.nonlinear_outcomes import Outcome
from mathcore.nonlinear_walk import begin, finish

PROBLEM = gaussian_peak()


def test_a_claim_to_have_converged_is_not_believed_without_a_lowest_place():
    far = finish(PROBLEM, [(np.array(LOST), None)], Outcome.CONVERGED)
    near = finish(PROBLEM, [(np.array(NEAR), None)], Outcome.CONVERGED)

    assert (far.outcome, far.bottom) == (Outcome.ASYMPTOTE, None)
    assert near.outcome is Outcome.CONVERGED
    assert len(near.visits) > 1


def test_what_newton_adds_is_in_the_trace_without_a_damping():
    fit = finish(PROBLEM, [(np.array(NEAR), None), (np.array((4, 5, 1.2)), 0.5)], Outcome.CONVERGED)

    assert fit.visits[1].damping == 0.5
    assert all(visit.damping is None for visit in fit.visits[2:])
    assert fit.visits[-1].parameters == fit.parameters


def test_a_walk_that_failed_is_left_as_it_is():
    fit = finish(PROBLEM, [(np.array(NEAR), None)], Outcome.DIVERGED)

    assert (fit.outcome, len(fit.visits)) == (Outcome.DIVERGED, 1)


@pytest.mark.parametrize("start", [(1, 2), (1, 2, 0), (1, 2, float("nan"))])
def test_a_start_must_be_a_place_of_the_model(start):
    with pytest.raises(ValueError, match="start"):
        begin(PROBLEM, start)
