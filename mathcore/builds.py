"""How the functions of a formula are built of SymPy's, evaluated or, at will, just as typed.

With ``evaluate=False`` nothing is worked out. What has no value, or would be long to work out,
is a ValueError, which the parser gives its place.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp
from sympy import Expr, Rational

from mathcore import lone_points

Build = Callable[..., Expr]

_GREATEST = 1000  # exponent of a constant base
_HIGHEST = 8  # order of polygamma


def real(build: Build) -> Build:
    """`build`, evaluated only where SymPy can see that its argument is real."""
    # when SymPy cannot see that u is real it works on its real and imaginary parts, for ever
    return lambda u, evaluate=True: build(u, evaluate=evaluate and u.is_extended_real)


def over(build: Build) -> Build:
    """One over `build`."""

    def reciprocal(u: Expr, evaluate: bool = True) -> Expr:
        return sp.Pow(build(u, evaluate=evaluate), -1, evaluate=evaluate)

    return reciprocal


def cotangent(u: Expr, evaluate: bool = True) -> Expr:
    """cos u over sin u."""
    top, below = sp.cos(u, evaluate=evaluate), over(sp.sin)(u, evaluate=evaluate)
    return sp.Mul(top, below, evaluate=evaluate)


def of_reciprocal(build: Build) -> Build:
    """`build` of 1/u, an inverse such as the arc secant."""

    def inverse(u: Expr, evaluate: bool = True) -> Expr:
        return build(sp.Pow(u, -1, evaluate=evaluate), evaluate=evaluate)

    return inverse


def of_multiple(build: Build, factor: Expr) -> Build:
    """`build` of a multiple of u."""
    return lambda u, evaluate=True: build(sp.Mul(factor, u, evaluate=evaluate), evaluate=evaluate)


def logarithm(u: Expr, base: Expr | None = None, evaluate: bool = True) -> Expr:
    """The natural logarithm, or the one to `base`, which is positive and not one."""
    if base is None:
        return sp.log(u, evaluate=evaluate)
    if base in (0, 1):
        raise ValueError("the base of a logarithm is a positive number other than one")
    if evaluate:
        return sp.log(u, base)
    return sp.Mul(sp.log(u, evaluate=False), over(sp.log)(base, evaluate=False), evaluate=False)


def logarithm_to(base: int) -> Build:
    """The logarithm to a base that its name says."""
    return lambda u, evaluate=True: logarithm(u, sp.Integer(base), evaluate)


def logarithm_beyond_one(u: Expr, evaluate: bool = True) -> Expr:
    """log(1 + u)."""
    return sp.log(sp.Add(1, u, evaluate=evaluate), evaluate=evaluate)


def exponential_to(base: int) -> Build:
    """`base` to the power u."""

    def raised(u: Expr, evaluate: bool = True) -> Expr:
        # SymPy takes b^(x + n) apart and works out b^n
        if any(abs(each) > _GREATEST for each in u.atoms(Rational)):
            raise ValueError(f"an exponent is larger than {_GREATEST}")
        return sp.Pow(base, u, evaluate=evaluate)

    return raised


def exponential_less_one(u: Expr, evaluate: bool = True) -> Expr:
    """exp(u) - 1."""
    return sp.Add(sp.exp(u, evaluate=evaluate), -1, evaluate=evaluate)


def square_root(u: Expr, evaluate: bool = True) -> Expr:
    """The square root, whole at lone points of its domain."""
    half = Rational(1, 2)
    return lone_points.power(u, half) if evaluate else sp.Pow(u, half, evaluate=False)


def cube_root(u: Expr, evaluate: bool = True) -> Expr:
    """The real cube root."""
    size = sp.Pow(real(sp.Abs)(u, evaluate=evaluate), Rational(1, 3), evaluate=evaluate)
    return sp.Mul(real(sp.sign)(u, evaluate=evaluate), size, evaluate=evaluate)


def whole(build: Build) -> Build:
    """`build`, of a constant only where rounding it is beyond doubt."""

    def rounded(u: Expr, evaluate: bool = True) -> Expr:
        if (
            evaluate
            and u.is_number
            and not u.is_Rational
            and abs(float(u) - round(float(u))) < 1e-9
        ):
            raise ValueError("this constant cannot be told from a whole number")
        return real(build)(u, evaluate=evaluate)

    return rounded


def hypotenuse(u: Expr, v: Expr, evaluate: bool = True) -> Expr:
    """The root of u^2 + v^2."""
    squares = (sp.Pow(each, 2, evaluate=evaluate) for each in (u, v))
    return square_root(sp.Add(*squares, evaluate=evaluate), evaluate)


def unit_step(u: Expr, evaluate: bool = True) -> Expr:
    """0 before 0, 1 after it and 1/2 there."""
    twice = sp.Add(1, real(sp.sign)(u, evaluate=evaluate), evaluate=evaluate)
    return sp.Mul(Rational(1, 2), twice, evaluate=evaluate)


def log_gamma(u: Expr, evaluate: bool = True) -> Expr:
    """The logarithm of the gamma function."""
    return sp.log(sp.gamma(u, evaluate=evaluate), evaluate=evaluate)


def polygamma(order: Expr, u: Expr, evaluate: bool = True) -> Expr:
    """The derivative of log gamma of order `order` + 1."""
    if not (order.is_Integer and 0 <= order <= _HIGHEST):
        raise ValueError(f"the order of polygamma is a whole number from 0 to {_HIGHEST}")
    # SymPy's values, such as Euler's constant, are words that no formula has
    return sp.polygamma(order, u, evaluate=evaluate and not u.is_number)


def polygamma_of(order: int) -> Build:
    """A derivative of log gamma that has a name of its own."""
    return lambda u, evaluate=True: polygamma(sp.Integer(order), u, evaluate)


def unsimplified(build: Build) -> Build:
    """`build`, never evaluated."""
    # comparing the arguments symbolically may take very long and changes nothing
    return lambda *arguments, evaluate=True: build(*arguments, evaluate=False)
