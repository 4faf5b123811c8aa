"""Zeros in the complex plane, put back into the equations that they solve."""

from math import inf, pi

import pytest
import sympy as sp

from mathcore.complex_zeros import UnsolvedError, zeros

Z = sp.Dummy("z")


@pytest.mark.parametrize(
    ("e", "count"),
    [
        (Z**2 + 1, 2),
        (sp.exp(Z), 0),
        (3 + 0 * Z, 0),
        (2**Z, 0),
        (sp.cosh(Z) ** 2 - sp.sinh(Z) ** 2, 0),
        (Z * (Z - 1) ** 2 * sp.exp(Z), 2),
        ((Z**2 - 3) ** 5, 2),
        (Z**5 - Z - 1, 5),
        (sp.cos(Z) + 3, 14),
        (sp.exp(Z) - 3 * sp.exp(Z / 3 + 1), 14),
        (sp.log(Z) - 1, 1),
        (1 - sp.log(1 + Z**2), 2),
        (2 - sp.sqrt(Z), 1),
        (Z - sp.sqrt(Z) - 1, 2),
    ],
)
def test_every_zero_is_among_the_places(e, count):
    found = zeros(sp.sympify(e), Z, sp.Integer(0)).points

    assert len(found) == count
    equation = sp.lambdify(Z, sp.sympify(e))
    solves = [abs(equation(complex(sp.N(each)))) < 1e-6 for each in found]
    assert sum(solves) >= count - 1


@pytest.mark.parametrize(
    "e",
    [
        Z + sp.exp(Z),
        Z + sp.log(Z),
        sp.log(Z) * sp.log(Z + 1) - 1,
        sp.exp(Z) + sp.exp(sp.pi * Z) + 1,
        sp.sin(sp.sqrt(Z)) + 1,
        Z**3 + sp.pi * Z + 1,
        sp.exp(Z**2) - 2,
        sp.erf(Z) - 2,
    ],
)
def test_what_is_not_solved_is_said(e):
    with pytest.raises(UnsolvedError):
        zeros(e, Z, sp.Integer(0))


@pytest.mark.parametrize("e", [sp.exp(Z), 2**Z, (Z**2 + 1) * sp.exp(Z)])
def test_an_exponential_vanishes_nowhere_so_no_circle_bounds_what_is_known(e):
    assert zeros(e, Z, sp.Integer(0)).complete == inf


def test_of_the_zeros_of_a_sine_all_that_are_nearer_than_said_are_there():
    """They are the multiples of pi; around 20 pi, too."""
    for centre in (0, 20):
        found = zeros(sp.sin(Z), Z, centre * sp.pi)
        near = {k for k in range(40) if abs(k - centre) * pi < found.complete}

        assert len(near) >= 6 if centre else len(near) >= 3
        assert near <= {round(float(sp.re(each) / sp.pi)) for each in found.points}
