"""Partial derivatives term by term."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import pi

from mathcore.partial_steps import Reason, steps
from mathcore.scalar_fields import ScalarField

CAN = ScalarField.parse("2 pi r^2 t rho + 2 pi r h t rho", ("r", "h", "t", "rho"))
R, H, T, RHO = CAN.variables


def test_what_waits_in_front_of_each_term_of_the_can():
    found = steps(CAN, "r")
    waiting = {each.constant: (each.varying, each.derivative) for each in found.steps}

    assert waiting == {2 * pi * T * RHO: (R**2, 2 * R), 2 * pi * H * T * RHO: (R, 1)}
    assert found.derivative == 4 * pi * R * T * RHO + 2 * pi * H * T * RHO
    assert found.factored == 2 * pi * RHO * T * (H + 2 * R)


def test_every_reason_can_be_given():
    found = steps(ScalarField.parse("x + 3 x^2 y + y^3", "xy"), "x")

    assert {each.reason for each in found.steps} == set(Reason)
    assert {each.term: each.result for each in found.steps if each.reason is Reason.GOES} == {
        found.field.variables[1] ** 3: 0
    }


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(["sin(x y) e^z", "x/(y + z)", "k x^2 y^z + z"]), st.sampled_from("xyz"))
def test_the_terms_together_are_the_derivative(text, name):
    assert steps(ScalarField.parse(text, "xyz", "k"), name).verdict.proved


def test_a_constant_is_no_variable():
    with pytest.raises(ValueError, match="the variables are x, and 'k' is none of them"):
        steps(ScalarField.parse("k x", "x", "k"), "k")
