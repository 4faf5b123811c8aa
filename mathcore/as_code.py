"""Formulas made into code just as they stand.

SymPy's `lambdify` would build a formula again, with safe names in place of its symbols; and while
it builds, it compares the greatest of several and sorts pieces, for ever perhaps. Here the printer
gives the names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sympy import Expr, S, Symbol, lambdify
from sympy.printing.codeprinter import CodePrinter
from sympy.printing.numpy import NumPyPrinter

from mathcore.common_parts import common
from mathcore.special import SPECIAL

_WHOLE = 2**63
Functions = Mapping[str, Callable[..., Any]]


class Kept(CodePrinter):  # type: ignore[misc]
    """What a printer of code must do besides: the name of a symbol is never part of the code."""

    places: Mapping[Symbol, str]

    def _print_Symbol(self, symbol: Symbol) -> str:  # noqa: N802
        return self.places.get(symbol) or str(super()._print_Symbol(symbol))

    def _print_Dummy(self, symbol: Symbol) -> str:  # noqa: N802
        return self.places.get(symbol) or str(super()._print_Dummy(symbol))

    def _print_ComplexInfinity(self, infinity: Expr) -> str:  # noqa: N802
        return str(self._print(S.NaN))


class _ForArrays(Kept, NumPyPrinter):  # type: ignore[misc]
    """Code for arrays of floats; an integer that NumPy's integers cannot hold is one of them."""

    def _print_Integer(self, number: Expr) -> str:  # noqa: N802
        if abs(number) < _WHOLE:
            return str(super()._print_Integer(number))
        try:
            return repr(float(int(number)))
        except OverflowError:
            return "inf" if number > 0 else "-inf"

    def _print_Piecewise(self, pieces: Expr) -> str:  # noqa: N802
        # as SymPy's, but it would simplify conditions, and stumble over what is no number
        values, conditions = (
            ", ".join(map(self._print, each)) for each in zip(*pieces.args, strict=True)
        )
        return f"select([{conditions}], [{values}], default=nan)"

    def _print_ITE(self, choice: Expr) -> str:  # noqa: N802
        return f"where({', '.join(map(self._print, choice.args))})"


def for_arrays(
    variables: Symbol | Sequence[Symbol],
    formula: Expr | Sequence[Expr],
    functions: Functions | None = None,
) -> Callable[..., Any]:
    """A function of NumPy's arrays; `functions` are called by name beside those of `SPECIAL`."""
    return compiled(variables, formula, {**SPECIAL, **(functions or {})}, "numpy", _ForArrays)


def compiled(
    variables: Symbol | Sequence[Symbol],
    formula: Expr | Sequence[Expr],
    functions: Functions,
    module: str,
    printer: type[Kept],
) -> Callable[..., Any]:
    """A function of `variables` that gives the value, or values, of `formula`.

    Args:
        variables: one symbol or several, in the order of the arguments.
        formula: one expression or several.
        functions: what is called by these names in place of what `module` has.
        module: the module whose functions are called.
        printer: how the formula is written.

    Raises:
        NotImplementedError: `module` lacks a function in `formula`.
    """
    symbols = (variables,) if isinstance(variables, Symbol) else tuple(variables)
    settings = {
        "fully_qualified_modules": False,
        "inline": True,
        "allow_unknown_functions": True,
        "user_functions": {name: name for name in functions},
    }
    writing = printer(settings)
    writing.places = {symbol: f"place_{i}" for i, symbol in enumerate(symbols)}
    names = [Symbol(name) for name in writing.places.values()]
    formulas = [formula] if isinstance(formula, Expr) else list(formula)
    # Of a list, lambdify does not look for symbols, to be known by their names like functions; nor
    # is the formula to be printed for a docstring, which fails if a part of it is not a number.
    run: Callable[..., Sequence[Any]] = lambdify(
        names,
        formulas,
        [dict(functions), module],
        printer=writing,
        cse=common,
        docstring_limit=0,
    )
    return (lambda *places: run(*places)[0]) if isinstance(formula, Expr) else run
