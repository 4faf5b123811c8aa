"""The peak of the lecture: its points, and what each method makes of each start."""

import pytest

from mathcore import gauss_newton, levenberg_marquardt, steepest_fit
from mathcore.nonlinear_cases import FAR, LOST, NEAR, TRUE, gaussian_peak
from mathcore.nonlinear_outcomes import Outcome


def test_the_peak_lies_within_its_errors_of_the_truth():
    fit = levenberg_marquardt.fit(gaussian_peak(), NEAR)
    misses = [
        abs(found - true) / error
        for found, true, error in zip(fit.parameters, TRUE, fit.errors, strict=True)
    ]

    assert max(misses) < 3
    assert 0.5 < fit.residual_deviation < 1.5


@pytest.mark.parametrize(
    ("start", "steepest", "gauss", "damped"),
    [
        (NEAR, Outcome.CONVERGED, Outcome.CONVERGED, Outcome.CONVERGED),
        (FAR, Outcome.CONVERGED, Outcome.ASYMPTOTE, Outcome.CONVERGED),
        (LOST, Outcome.ASYMPTOTE, Outcome.ASYMPTOTE, Outcome.ASYMPTOTE),
    ],
)
def test_each_start_tells_the_methods_apart(start, steepest, gauss, damped):
    problem = gaussian_peak()

    assert steepest_fit.descend(problem, start, max_steps=300).outcome is steepest
    assert gauss_newton.iterate(problem, start).outcome is gauss
    assert levenberg_marquardt.fit(problem, start).outcome is damped


def test_noise_must_have_a_size():
    with pytest.raises(ValueError, match="every sigma must be positive"):
        gaussian_peak(noise=0.0)
