"""The functions and constants that a formula may use, and nothing else.

The reciprocal functions are read as what they stand for (csc x is 1/sin x, and acsc x the arc
sine of 1/x, so that acot x jumps at 0), and the cube root of a negative number is the real one:
cbrt(-8) is -2, whereas a power of a negative base with a broken exponent, (-8)^(1/3), has no real
value here. Names of programming are read as well: log1p, exp2, sinpi, sind, hypot.
"""

from __future__ import annotations

import keyword
import math
import re
from collections.abc import Callable
from dataclasses import dataclass

import mpmath
import sympy as sp
from sympy import Expr
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from mathcore import builds
from mathcore.builds import Build


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


def _sign(u: float) -> float:
    return math.copysign(1.0, u) if u else 0.0


def _psi(order: float, u: float) -> float:
    if order != int(order):
        raise ValueError("the order of polygamma is a whole number")
    return float(mpmath.psi(int(order), u))


_SINE = Word(sp.asin, math.asin)
_COSINE = Word(sp.acos, math.acos)
_TANGENT = Word(sp.atan, math.atan)
_SIZE = Word(builds.real(sp.Abs), abs)
_SIGN = Word(builds.real(sp.sign), _sign)
_LOGARITHM = Word(builds.logarithm, math.log)
_CEILING = Word(builds.whole(sp.ceiling), math.ceil)
_LEAST = Word(builds.unsimplified(sp.Min), min, least=2, most=8)
_GREATEST = Word(builds.unsimplified(sp.Max), max, least=2, most=8)
_ANGLE = Word(builds.unsimplified(sp.atan2), math.atan2, least=2, most=2)
_AREA_SINE = Word(sp.asinh, math.asinh)
_AREA_COSINE = Word(sp.acosh, math.acosh)
_AREA_TANGENT = Word(sp.atanh, math.atanh)
_SECANT = Word(builds.of_reciprocal(sp.acos), lambda u: math.acos(1 / u), weight=2)
_COSECANT = Word(builds.of_reciprocal(sp.asin), lambda u: math.asin(1 / u), weight=2)
_COTANGENT = Word(builds.of_reciprocal(sp.atan), lambda u: math.atan(1 / u), weight=2)
_AREA_SECANT = Word(builds.of_reciprocal(sp.acosh), lambda u: math.acosh(1 / u), weight=2)
_AREA_COSECANT = Word(builds.of_reciprocal(sp.asinh), lambda u: math.asinh(1 / u), weight=2)
_AREA_COTANGENT = Word(builds.of_reciprocal(sp.atanh), lambda u: math.atanh(1 / u), weight=2)
_DEGREE = sp.pi / 180

FUNCTIONS: dict[str, Word] = {
    "sin": Word(sp.sin, math.sin),
    "cos": Word(sp.cos, math.cos),
    "tan": Word(sp.tan, math.tan),
    "cot": Word(builds.cotangent, lambda u: math.cos(u) / math.sin(u), weight=2),
    "sec": Word(builds.over(sp.cos), lambda u: 1 / math.cos(u), weight=2),
    "csc": Word(builds.over(sp.sin), lambda u: 1 / math.sin(u), weight=2),
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
    "coth": Word(builds.over(sp.tanh), lambda u: 1 / math.tanh(u), weight=2),
    "sech": Word(builds.over(sp.cosh), lambda u: 1 / math.cosh(u), weight=2),
    "csch": Word(builds.over(sp.sinh), lambda u: 1 / math.sinh(u), weight=2),
    "asinh": _AREA_SINE,
    "arcsinh": _AREA_SINE,
    "arsinh": _AREA_SINE,
    "acosh": _AREA_COSINE,
    "arccosh": _AREA_COSINE,
    "arcosh": _AREA_COSINE,
    "atanh": _AREA_TANGENT,
    "arctanh": _AREA_TANGENT,
    "artanh": _AREA_TANGENT,
    "asec": _SECANT,
    "arcsec": _SECANT,
    "acsc": _COSECANT,
    "arccsc": _COSECANT,
    "acot": _COTANGENT,
    "arccot": _COTANGENT,
    "asech": _AREA_SECANT,
    "arsech": _AREA_SECANT,
    "acsch": _AREA_COSECANT,
    "arcsch": _AREA_COSECANT,
    "acoth": _AREA_COTANGENT,
    "arcoth": _AREA_COTANGENT,
    "sinpi": Word(builds.of_multiple(sp.sin, sp.pi), lambda u: math.sin(math.pi * u)),
    "cospi": Word(builds.of_multiple(sp.cos, sp.pi), lambda u: math.cos(math.pi * u)),
    "sind": Word(builds.of_multiple(sp.sin, _DEGREE), lambda u: math.sin(math.radians(u))),
    "cosd": Word(builds.of_multiple(sp.cos, _DEGREE), lambda u: math.cos(math.radians(u))),
    "tand": Word(builds.of_multiple(sp.tan, _DEGREE), lambda u: math.tan(math.radians(u))),
    "exp": Word(sp.exp, math.exp),
    "ln": _LOGARITHM,
    "log": Word(builds.logarithm, math.log, most=2),
    "log2": Word(builds.logarithm_to(2), math.log2),
    "log10": Word(builds.logarithm_to(10), math.log10),
    "log1p": Word(builds.logarithm_beyond_one, math.log1p),
    "exp2": Word(builds.exponential_to(2), math.exp2),
    "exp10": Word(builds.exponential_to(10), lambda u: 10.0**u),
    "expm1": Word(builds.exponential_less_one, math.expm1),
    "sqrt": Word(builds.square_root, math.sqrt),
    "cbrt": Word(builds.cube_root, math.cbrt, weight=2),
    "hypot": Word(builds.hypotenuse, math.hypot, least=2, most=2, weight=2),
    "abs": _SIZE,
    "Abs": _SIZE,
    "sign": _SIGN,
    "sgn": _SIGN,
    "Heaviside": Word(builds.unit_step, lambda u: (1 + _sign(u)) / 2),
    "floor": Word(builds.whole(sp.floor), math.floor),
    "ceil": _CEILING,
    "ceiling": _CEILING,
    "erf": Word(sp.erf, math.erf),
    "erfc": Word(sp.erfc, math.erfc),
    "gamma": Word(sp.gamma, math.gamma),
    "loggamma": Word(builds.log_gamma, lambda u: math.log(math.gamma(u)), weight=2),
    "lgamma": Word(builds.log_gamma, lambda u: math.log(math.gamma(u)), weight=2),
    "digamma": Word(builds.polygamma_of(0), lambda u: _psi(0, u)),
    "trigamma": Word(builds.polygamma_of(1), lambda u: _psi(1, u)),
    "polygamma": Word(builds.polygamma, _psi, least=2, most=2),
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

NAMED_RELATIONS = {"Lt": "<", "Le": "<=", "Gt": ">", "Ge": ">=", "Eq": "==", "Ne": "!="}
CONNECTIVES: dict[str, Callable[..., Boolean]] = {"And": sp.And, "Or": sp.Or}

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{0,15}(_[A-Za-z0-9]{1,15})?")
_TAKEN = {*FUNCTIONS, *NAMED_RELATIONS, *CONNECTIVES, "Piecewise", "True", "pi"}


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
