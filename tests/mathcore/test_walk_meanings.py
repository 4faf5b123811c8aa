"""Chains of Jacobians, against direct substitution."""

import pytest
from sympy import Symbol

from mathcore import proof
from mathcore.jacobians import Outcome
from mathcore.vector_functions import VectorFunction
from mathcore.walk_meanings import Chain, chain

POLAR = VectorFunction.parse(["r cos(theta)", "r sin(theta)"], ["r", "theta"])
SPIRAL = chain(
    VectorFunction.parse(["x^2 y"], "xy"), POLAR, VectorFunction.parse(["t", "t^2"], "t")
)


def test_the_chain_of_the_lecture_gives_minus_ten_t():
    found = chain(
        VectorFunction.parse(["5x"], "x"),
        VectorFunction.parse(["1 - u"], "u"),
        VectorFunction.parse(["t^2"], "t"),
    )
    t = Symbol("t", real=True)

    assert found.factors == (((5,),), ((-1,),), ((2 * t,),))
    assert found.product == ((-10 * t,),)
    assert found.at(3).product == ((-30,),)
    assert found.verdict.proved


def test_a_row_times_a_matrix_times_a_column_is_one_number():
    here = SPIRAL.at("1/2")

    assert [each.function.shape for each in here.factors] == [(1, 2), (2, 2), (2, 1)]
    assert [len(each[0]) for each in here.products] == [2, 2, 1]
    assert here.product[0][0] == pytest.approx(float(here.direct.entries[0][0]))
    assert proof.close(here.product[0][0], here.product[0][0].meaning).proved


def test_each_factor_is_taken_where_its_link_stands():
    here, (t,) = SPIRAL.at("1/2"), SPIRAL.variables
    middle = [[float(each.subs(t, 0.5)) for each in row] for row in SPIRAL.substituted[1]]

    assert here.factors[1].place == (0.5, 0.25)
    assert [list(map(float, row)) for row in here.factors[1].entries] == [
        pytest.approx(row) for row in middle
    ]
    assert SPIRAL.verdict.proved


def test_a_map_and_its_inverse_make_the_unit_matrix():
    back = VectorFunction.parse(["sqrt(x^2 + y^2)", "atan2(y, x)"], "xy")
    here = chain(POLAR, back).at(3, 4)

    assert [list(row) for row in here.product] == [
        pytest.approx([1, 0], abs=1e-15),
        pytest.approx([0, 1], abs=1e-15),
    ]


def test_a_false_chain_is_not_proved():
    class Broken(Chain):
        @property
        def whole(self):
            return POLAR.after(VectorFunction.parse(["t", "2t"], "t"))

    assert not Broken((POLAR, VectorFunction.parse(["t", "t"], "t"))).verdict.proved


def test_a_link_that_is_not_smooth_where_it_stands_breaks_the_chain():
    cone = VectorFunction.parse(["|x|"], "x")
    square = VectorFunction.parse(["t^2"], "t")
    cross = chain(VectorFunction.parse(["|x y|"], "xy"), VectorFunction.parse(["t", "t"], "t"))

    assert chain(cone, square).at(1).direct.outcome is Outcome.SMOOTH
    with pytest.raises(ValueError, match="along x at"):
        chain(cone, square).at(0)
    with pytest.raises(ValueError, match="no linear map"):
        cross.at(0)


def test_links_must_fit():
    with pytest.raises(ValueError, match="inner must give 2 values, got 1"):
        chain(POLAR, VectorFunction.parse(["t"], "t"))
    with pytest.raises(ValueError, match="at least one link"):
        chain()
    with pytest.raises(ValueError, match="constant and variable at once: t"):
        chain(VectorFunction.parse(["t x"], "x", "t"), VectorFunction.parse(["2t"], "t"))
