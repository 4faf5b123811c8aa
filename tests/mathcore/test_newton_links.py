"""The meaning of a Newton step."""

from fractions import Fraction

import pytest
from mpmath import mpf

from mathcore import proof
from mathcore.newton_links import solved
from mathcore.systems import System
from mathcore.walk_meanings import Chain

SYSTEM = System.parse(["x^2 + y - 3", "y - x"])


@pytest.mark.parametrize(
    ("gamma", "shift", "there"),
    [(1, 0, (Fraction(4, 3), Fraction(4, 3))), (Fraction(1, 2), 0, (Fraction(7, 6),) * 2)],
)
def test_the_next_place_solves_the_tangent_system(gamma, shift, there):
    """At (1, 1) the tangent system is 2 (u - 1) + (v - 1) = 1, v = u."""
    chain = Chain([1.0, 1.0])
    goal = tuple(mpf(x.numerator) / x.denominator for x in there)
    parts = SYSTEM.variables, SYSTEM.jacobian, SYSTEM.expressions
    chain.add(solved(*parts, (mpf(1), mpf(1)), goal, Fraction(gamma), Fraction(shift)))
    place = chain.place(tuple(map(float, there)))

    assert all(proof.close(float(x), p.meaning).proved for x, p in zip(there, place, strict=True))


def test_a_shift_adds_to_the_diagonal():
    chain = Chain([1.0])
    system = System.parse(["x^2"], ["x"])
    parts = system.variables, system.jacobian, system.expressions
    chain.add(solved(*parts, (mpf(1),), (mpf("0.75"),), shift=Fraction(2)))

    assert proof.number("0.75", chain.place([0.75])[0].meaning).proved


def test_a_wrong_place_is_found_out():
    chain = Chain([1.0])
    system = System.parse(["x^2 - 2"], ["x"])
    parts = system.variables, system.jacobian, system.expressions
    chain.add(solved(*parts, (mpf(1),), (mpf("1.75"),)))

    assert not proof.number("1.75", chain.place([1.75])[0].meaning).proved


def test_the_place_of_the_next_step_is_real():
    parts = SYSTEM.variables, SYSTEM.jacobian, SYSTEM.expressions
    link = solved(*parts, (mpf(1), mpf(1)), (mpf(2), mpf(2)))

    assert all(each.is_real for each in link.unknowns)
