"""Balls hold the value of a formula as it stands."""

from flint import arb
from sympy import Add, Mul, Pow, Symbol, log

from mathcore.ball_formulas import enclose

x = Symbol("x", real=True)


def test_a_formula_that_was_left_unevaluated_is_not_put_together_again():
    """SymPy's `cse` takes x^3/x for x^2, and x^2 for the 2*x that has the same two parts."""
    formula = Mul(
        2 * x + 1,
        Add(Mul(x**3, 1 / x, evaluate=False), 3 * x**2 * log(x)),
        1 / Pow(x**3, 2, evaluate=False),
    )
    (ball,) = enclose((formula,), (x,), [arb(3)])

    assert ball.overlaps(7 * (9 + 27 * arb(3).log()) / 729)
