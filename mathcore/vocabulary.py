"""The functions and constants that a formula may use, and nothing else.

The reciprocal functions are read as what they stand for (csc x is 1/sin x), and the cube root
of a negative number is the real one: cbrt(-8) is -2, whereas a power of a negative base with a
broken exponent, (-8)^(1/3), has no real value here.
"""

from __future__ import annotations

import keyword
import math
import re
from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp
from sympy import Expr, Rational
from sympy.core.relational import Relational

from mathcore import lone_points

Build = Callable[..., Expr]


@dataclass(frozen=True, slots=True)
class Word:
    """A function: how SymPy builds it, what a float is worth, how many arguments it takes.

    With ``evaluate=False`` it is built as it was typed.
    """

    build: Build
    worth: Callable[..., float]
    least: int = 1
    most: int = 1
    weight: int = 1  # how many levels of nesting it stands for


def _real(build: Build) -> Build:
    # when SymPy cannot see that u is real it works on its real and imaginary parts, for ever
    return lambda u, evaluate=True: build(u, evaluate=evaluate and u.is_extended_real)


def _over(build: Build) -> Build:
    def reciprocal(u: Expr, evaluate: bool = True) -> Expr:
        return sp.Pow(build(u, evaluate=evaluate), -1, evaluate=evaluate)

    return reciprocal


def _cotangent(u: Expr, evaluate: bool = True) -> Expr:
    top, below = sp.cos(u, evaluate=evaluate), _over(sp.sin)(u, evaluate=evaluate)
    return sp.Mul(top, below, evaluate=evaluate)


def _area_cosecant(u: Expr, evaluate: bool = True) -> Expr:
    return sp.asinh(sp.Pow(u, -1, evaluate=evaluate), evaluate=evaluate)


def _square_root(u: Expr, evaluate: bool = True) -> Expr:
    half = Rational(1, 2)
    return lone_points.power(u, half) if evaluate else sp.Pow(u, half, evaluate=False)


def _cube_root(u: Expr, evaluate: bool = True) -> Expr:
    size = sp.Pow(_real(sp.Abs)(u, evaluate=evaluate), Rational(1, 3), evaluate=evaluate)
    return sp.Mul(_real(sp.sign)(u, evaluate=evaluate), size, evaluate=evaluate)


def _sign(u: float) -> float:
    return math.copysign(1.0, u) if u else 0.0


def _whole(build: Build) -> Build:
    def rounded(u: Expr, evaluate: bool = True) -> Expr:
        if (
            evaluate
            and u.is_number
            and not u.is_Rational
            and abs(float(u) - round(float(u))) < 1e-9
        ):
            raise ValueError("this constant cannot be told from a whole number")
        return _real(build)(u, evaluate=evaluate)

    return rounded


def _unsimplified(build: Build) -> Build:
    # comparing the arguments symbolically may take very long and changes nothing
    return lambda *arguments, evaluate=True: build(*arguments, evaluate=False)


_SINE = Word(sp.asin, math.asin)
_COSINE = Word(sp.acos, math.acos)
_TANGENT = Word(sp.atan, math.atan)
_SIZE = Word(_real(sp.Abs), abs)
_SIGN = Word(_real(sp.sign), _sign)
_LOGARITHM = Word(sp.log, math.log)
_CEILING = Word(_whole(sp.ceiling), math.ceil)
_LEAST = Word(_unsimplified(sp.Min), min, least=2, most=8)
_GREATEST = Word(_unsimplified(sp.Max), max, least=2, most=8)
_ANGLE = Word(_unsimplified(sp.atan2), math.atan2, least=2, most=2)
_AREA_SINE = Word(sp.asinh, math.asinh)
_AREA_COSINE = Word(sp.acosh, math.acosh)
_AREA_TANGENT = Word(sp.atanh, math.atanh)

FUNCTIONS: dict[str, Word] = {
    "sin": Word(sp.sin, math.sin),
    "cos": Word(sp.cos, math.cos),
    "tan": Word(sp.tan, math.tan),
    "cot": Word(_cotangent, lambda u: math.cos(u) / math.sin(u), weight=2),
    "sec": Word(_over(sp.cos), lambda u: 1 / math.cos(u), weight=2),
    "csc": Word(_over(sp.sin), lambda u: 1 / math.sin(u), weight=2),
    "asin": _SINE,
    "arcsin": _SINE,
    "acos": _COSINE,
    "arccos": _COSINE,
    "atan": _TANGENT,
    "arctan": _TANGENT,
    "atan2": _ANGLE,
    "arctan2": _ANGLE,
    "sinh": Word(sp.sinh, math.sinh),
    "cosh": Word(sp.cosh, math.cosh),
    "tanh": Word(sp.tanh, math.tanh),
    "coth": Word(_over(sp.tanh), lambda u: 1 / math.tanh(u), weight=2),
    "sech": Word(_over(sp.cosh), lambda u: 1 / math.cosh(u), weight=2),
    "csch": Word(_over(sp.sinh), lambda u: 1 / math.sinh(u), weight=2),
    "asinh": _AREA_SINE,
    "arcsinh": _AREA_SINE,
    "arsinh": _AREA_SINE,
    "acosh": _AREA_COSINE,
    "arccosh": _AREA_COSINE,
    "arcosh": _AREA_COSINE,
    "atanh": _AREA_TANGENT,
    "arctanh": _AREA_TANGENT,
    "artanh": _AREA_TANGENT,
    "acsch": Word(_area_cosecant, lambda u: math.asinh(1 / u), weight=2),
    "exp": Word(sp.exp, math.exp),
    "ln": _LOGARITHM,
    "log": Word(sp.log, math.log, most=2),
    "sqrt": Word(_square_root, math.sqrt),
    "cbrt": Word(_cube_root, math.cbrt, weight=2),
    "abs": _SIZE,
    "Abs": _SIZE,
    "sign": _SIGN,
    "sgn": _SIGN,
    "floor": Word(_whole(sp.floor), math.floor),
    "ceil": _CEILING,
    "ceiling": _CEILING,
    "erf": Word(sp.erf, math.erf),
    "erfc": Word(sp.erfc, math.erfc),
    "gamma": Word(sp.gamma, math.gamma),
    "min": _LEAST,
    "Min": _LEAST,
    "max": _GREATEST,
    "Max": _GREATEST,
}

CONSTANTS: dict[str, tuple[Expr, float]] = {
    "pi": (sp.pi, math.pi),
    "e": (sp.E, math.e),
    "E": (sp.E, math.e),
}

RELATIONS: dict[str, type[Relational]] = {
    "<": sp.StrictLessThan,
    "<=": sp.LessThan,
    ">": sp.StrictGreaterThan,
    ">=": sp.GreaterThan,
    "==": sp.Equality,
    "!=": sp.Unequality,
}

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{0,15}(_[A-Za-z0-9]{1,15})?")
_TAKEN = {*FUNCTIONS, "Piecewise", "True", "pi"}


def plain(name: str) -> str:
    """The name of a variable, if it is one: letters and digits, at most one subscript.

    Raises:
        ValueError: it is anything else, a word of Python, or a word that formulas use already.
    """
    if keyword.iskeyword(name) or name in _TAKEN or not _NAME.fullmatch(name):
        raise ValueError(
            f"a variable's name is letters and digits without another meaning, got {name!a}"
        )
    return name
