"""Chi-squared, its slopes and curvatures in balls, against mpmath's own derivatives."""

import mpmath
import pytest
from flint import arb
from mpmath import mpf

from mathcore import balls
from mathcore.nonlinear_model import Model, Problem

X, Y, SIGMA = ["0.5", "1.1", "2"], ["1.3", "0.7", "2.2"], ["0.1", "0.3", "0.2"]


def _level(text, place, **more):
    problem = Problem.read(Model.parse(text, ("a", "b"), **more), [X], Y, SIGMA)
    with balls.working(200):
        return problem.evaluator.level([arb(each) for each in place]), problem.evaluator.size()


def _chi(model, goal=lambda y: y):
    points = [tuple(map(mpf, row)) for row in zip(X, Y, SIGMA, strict=True)]
    return lambda a, b: sum(((goal(y) - model(x, a, b)) / s) ** 2 for x, y, s in points)


def _agree(ball, true):
    with balls.working(200):
        return abs(ball - arb(mpmath.nstr(true, 50))) < arb("1e-25") * (1 + abs(ball))


MODELS = [
    ("a exp(-b x)", lambda x, a, b: a * mpmath.exp(-b * x)),
    ("a x^b + pi x/3", lambda x, a, b: a * x**b + mpmath.pi * x / 3),
    ("a sqrt(x + b) e", lambda x, a, b: a * mpmath.sqrt(x + b) * mpmath.e),
    ("a gamma(b x)", lambda x, a, b: a * mpmath.gamma(b * x)),
    ("a arctan(b x) + tanh(b)", lambda x, a, b: a * mpmath.atan(b * x) + mpmath.tanh(b)),
    ("a x + b", lambda x, a, b: a * x + b),
]


@pytest.mark.parametrize(("text", "model"), MODELS, ids=[text for text, _ in MODELS])
def test_every_derivative_agrees_with_differences_of_eighty_digits(text, model):
    level, _ = _level(text, (1.5, 0.75))
    with mpmath.workdps(80):
        chi = _chi(model)
        at = (mpf("1.5"), mpf("0.75"))
        height = chi(*at)
        first = [mpmath.diff(chi, at, n) / 2 for n in ((1, 0), (0, 1))]
        second = [mpmath.diff(chi, at, n) / 2 for n in ((2, 0), (1, 1), (0, 2))]

    hessian = level.hessian
    found = [level.height, *level.gradient.entries(), hessian[0, 0], hessian[0, 1], hessian[1, 1]]
    assert level.finite
    assert all(map(_agree, found, [height, *first, *second]))


def test_what_is_fitted_may_be_a_function_of_y():
    level, size = _level("a - b x", (1, 2), response="ln(y)")
    with mpmath.workdps(60):
        height = _chi(lambda x, a, b: a - b * x, mpmath.log)(mpf(1), mpf(2))
        whole = _chi(lambda x, a, b: 0, mpmath.log)(0, 0)

    assert _agree(level.height, height)
    assert _agree(size, whole)


def test_off_the_domain_nothing_is_finite():
    assert not _level("a sqrt(x - b)", (1, 1))[0].finite
