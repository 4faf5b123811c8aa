"""Formulas left as they are written."""

from sympy import Add, Integer, Mul, Rational, tanh

from mathcore.as_written import made


def test_rationals_are_worked_out():
    assert made(Mul, Rational(1, 3), Integer(6)) == 2


def test_anything_else_stays_as_it_is():
    left = made(Add, made(Mul, Integer(0), tanh(1)), Integer(0))

    assert left != 0
    assert left.doit() == 0
