"""A number keeps its meaning through combining, copying and storing, and loses it in arithmetic."""

import copy
import pickle

import pytest
from sympy import Rational, Symbol

from mathcore import proof
from mathcore.quantity import Meaning, Quantity, compose, exact, iterate, zero

x = Symbol("x", real=True)
ROOT = zero([1.41421356], (x,), (x**2 - 2,), ((Rational(1), Rational(2)),))[0]


def test_a_decimal_is_meant_as_it_was_written():
    assert exact(0.1).meaning.expression == Rational(1, 10)
    assert exact(1e-7).meaning.expression == Rational(1, 10**7)


def test_a_quantity_stays_itself():
    assert exact(ROOT) is ROOT


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_not_finite_is_refused(number):
    with pytest.raises(ValueError, match="must be finite"):
        exact(number)


def test_arithmetic_gives_a_plain_float():
    assert type(ROOT + 1) is float


def test_a_meaning_is_worked_out_once_and_only_when_asked_for():
    asked = []
    number = Quantity(1.0, lambda: asked.append(1) or Meaning(Rational(1)))

    assert asked == []
    assert number.meaning is number.meaning
    assert asked == [1]


def test_a_zero_asks_for_its_equations_only_when_its_meaning_is_wanted():
    x, asked = Symbol("x"), []

    def meets():
        asked.append(x)
        return (x**2 - 2,)

    (root,) = zero((1.5,), (x,), meets, ((Rational(1), Rational(2)),))

    assert not asked
    assert root.meaning == root.meaning
    (binding,) = root.meaning.bindings
    assert binding.expressions == (binding.symbols[0] ** 2 - 2,)
    assert len(asked) == 1


def test_what_is_combined_is_bound_once():
    square = compose(2.0, lambda a, b: a * b, ROOT, ROOT)

    assert len(square.meaning.bindings) == 1
    assert proof.number("2.0000", square.meaning).proved


@pytest.mark.parametrize("copied", [copy.copy, lambda it: pickle.loads(pickle.dumps(it))])
def test_a_copy_keeps_the_meaning(copied):
    again = copied(compose(3.0, lambda a: 2 * a, exact(1.5)))

    assert again == 3.0
    assert again.meaning.expression == 3


def test_an_iterate_of_a_root_is_bound_after_the_root():
    (next_one,) = iterate([0.70710678], (x,), (x / 2,), [ROOT], 1)

    assert len(next_one.meaning.bindings) == 2
    assert proof.number("0.70711", next_one.meaning).proved
