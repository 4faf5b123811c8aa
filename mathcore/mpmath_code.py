"""Formulas as code for mpmath, in which every number has as many digits as are in force.

SymPy's printer leaves integers to Python. Alone that is right; but the greater of 12 and x, or
the piece that is in force, may then be a plain 12, and 1/12 a quotient of ordinary floats.

A number of mpmath has no greatest size, and the cosine of one with a billion digits would be
sought with a billion digits. Beyond `MOST_BITS` in front of the point there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import mpmath
from mpmath import mpc, mpf
from sympy import Expr, Symbol
from sympy.printing.pycode import MpmathPrinter

from mathcore.as_code import Kept, compiled

MOST_BITS = 2**12
MOST_BITS_COMPLEX = 64  # a complex number is on its way out of the real ones
MOST_BITS_EXPONENT = 64  # mpmath would multiply a whole power out


def _bounded(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, or an OverflowError where mpmath would need more than `MOST_BITS`."""

    def value(u: mpf | mpc) -> mpf | mpc:
        if mpmath.mag(u) > (MOST_BITS_COMPLEX if isinstance(u, mpc) else MOST_BITS):
            raise OverflowError(f"an argument has more than {MOST_BITS} bits")
        return function(u)

    return value


_EXPONENTIAL = ("exp", "sinh", "cosh", "tanh", "coth", "sech", "csch", "erf", "erfc", "gamma")
_PERIODIC = ("sin", "cos", "tan", "cot", "sec", "csc")
_FUNCTIONS = {name: _bounded(getattr(mpmath, name)) for name in (*_EXPONENTIAL, *_PERIODIC)}


def _raised(base: mpf | mpc, exponent: mpf | mpc) -> mpf | mpc:
    """A power, by the exponential function when the exponent is great."""
    if base and mpmath.mag(exponent) > MOST_BITS_EXPONENT:
        return _FUNCTIONS["exp"](exponent * mpmath.ln(base))
    return base**exponent


def _angle(y: mpf, x: mpf) -> mpf:
    """mpmath's atan2, but the origin lies in no direction."""
    if y == x == 0:
        raise ZeroDivisionError
    return mpmath.atan2(y, x)


def runnable(
    variables: Symbol | Sequence[Symbol], formula: Expr | Sequence[Expr]
) -> Callable[..., Any]:
    """A function of numbers of mpmath that gives the value, or values, of `formula`.

    Raises:
        NotImplementedError: no value of some part of it can be worked out.
    """
    functions = {**_FUNCTIONS, "raised": _raised, "atan2": _angle}
    return compiled(variables, formula, functions, "mpmath", _Printer)


class _Printer(Kept, MpmathPrinter):  # type: ignore[misc]
    """SymPy's printer, but whatever is chosen among several becomes a number of mpmath."""

    def _print_Pow(self, power: Expr, rational: bool = False) -> str:  # noqa: N802
        if power.exp.is_number:
            return str(super()._print_Pow(power, rational))
        return f"raised({self._print(power.base)}, {self._print(power.exp)})"

    def _print_Piecewise(self, pieces: Expr) -> str:  # noqa: N802
        return f"mpmathify({super()._print_Piecewise(pieces)})"

    def _print_Max(self, greatest: Expr) -> str:  # noqa: N802
        return f"mpmathify({super()._print_Max(greatest)})"

    def _print_Min(self, least: Expr) -> str:  # noqa: N802
        return f"mpmathify({super()._print_Min(least)})"
