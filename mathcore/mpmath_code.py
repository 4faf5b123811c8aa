"""Formulas as code for mpmath, in which every number has as many digits as are in force.

SymPy's printer leaves integers to Python. Alone that is right; but the greater of 12 and x, or
the piece that is in force, may then be a plain 12, and 1/12 a quotient of ordinary floats.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sympy import Expr, Symbol, lambdify
from sympy.printing.pycode import MpmathPrinter

from mathcore.common_parts import common


def runnable(
    variables: Symbol | Sequence[Symbol], formula: Expr | Sequence[Expr]
) -> Callable[..., Any]:
    """A function of numbers of mpmath that gives the value, or values, of `formula`.

    Raises:
        NotImplementedError: no value of some part of it can be worked out.
    """
    settings = {
        "fully_qualified_modules": False,
        "inline": True,
        "allow_unknown_functions": True,
        "user_functions": {},
    }
    # dummify: the name of a symbol must never become part of the code that is run
    run: Callable[..., Any] = lambdify(
        variables, formula, "mpmath", printer=_Printer(settings), cse=common, dummify=True
    )
    return run


class _Printer(MpmathPrinter):  # type: ignore[misc]
    """SymPy's printer, but whatever is chosen among several becomes a number of mpmath."""

    def _print_Piecewise(self, pieces: Expr) -> str:  # noqa: N802
        return f"mpmathify({super()._print_Piecewise(pieces)})"

    def _print_Max(self, greatest: Expr) -> str:  # noqa: N802
        return f"mpmathify({super()._print_Max(greatest)})"

    def _print_Min(self, least: Expr) -> str:  # noqa: N802
        return f"mpmathify({super()._print_Min(least)})"
