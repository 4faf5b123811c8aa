"""Meanings of places along a walk."""

from fractions import Fraction

import pytest
from sympy import Dummy, Rational, Symbol

from mathcore import proof
from mathcore.quantity import Iterate, Zero
from mathcore.walk_meanings import Chain, Moved, Solved

X = Symbol("x", real=True)
HALF, THIRD = Moved((X,), (X / 2,)), Moved((X,), (X / 3,))


def test_equal_steps_in_a_row_are_one_binding():
    chain = Chain([1.0])
    for link in (HALF, HALF, THIRD, HALF):
        chain.add(link)
    (place,) = chain.place([1 / 24])
    steps = [each.steps for each in place.meaning.bindings]

    assert steps == [2, 1, 1]
    assert proof.close(1 / 24, place.meaning).proved


def test_the_start_is_itself():
    chain = Chain([0.1, 0.1])

    assert [each.meaning.expression for each in chain.place([0.1])] == [Rational(1, 10)]


def test_an_earlier_place_keeps_its_meaning_when_the_walk_goes_on():
    chain = Chain([1.0])
    chain.add(HALF)
    chain.add(HALF)
    (early,) = chain.place([0.25])
    chain.add(HALF)
    (late,) = chain.place([0.125])

    assert proof.number("0.125", late.meaning).proved
    assert proof.number("0.25", early.meaning).proved
    assert isinstance(early.meaning.bindings[0], Iterate)


def test_a_place_may_be_the_solution_of_equations():
    there = Dummy("x", real=True)
    box = ((Rational(1), Rational(3, 2)),)
    chain = Chain([1.5])
    chain.add(Solved((X,), (there,), (2 * X * (there - X) + X**2 - 2,), box))
    (place,) = chain.place([17 / 12])

    assert isinstance(place.meaning.bindings[0], Zero)
    assert proof.close(float(Fraction(17, 12)), place.meaning).proved


def test_a_long_walk_of_ever_other_steps_can_still_be_proved():
    chain = Chain([1.0])
    for i in range(250):
        chain.add(Moved((X,), (X / 2 + Rational(i % 2),)))
    (place,) = chain.place([4 / 3])

    assert proof.number("1.3333", place.meaning).proved
    assert place.meaning.bindings == chain.place([4 / 3])[0].meaning.bindings


@pytest.mark.parametrize("count", [1, 2])
def test_a_place_may_have_fewer_coordinates_than_the_walk(count):
    chain = Chain([1.0, 2.0])
    y = Symbol("y", real=True)
    chain.add(Moved((X, y), (y, X)))

    assert len(chain.place([2.0, 1.0][:count])) == count


def test_the_places_of_a_walk_are_real():
    """Also where the link itself says nothing of its letters."""
    x, there = Symbol("x"), Dummy("there")
    for link in (
        Moved((x,), (x / 2,)),
        Solved((x,), (there,), (2 * there - x,), ((Rational(0), Rational(1)),)),
    ):
        chain = Chain([1.0])
        chain.add(link)
        (binding,) = chain.place([0.5])[0].meaning.bindings

        assert binding.symbols[0].is_real
