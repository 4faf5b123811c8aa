"""A formula as JavaScript, for a page on which a listener moves a slider.

SymPy's printer writes most of it. What it would get wrong here is written anew: x^(1/3) has no real
value at -8 (its `Math.cbrt` has one), a minus before a minus would count down, and the names of
variables go into the text only when they are plain words. Powers become `Math.pow`, which is exact
enough for integers and NaN where a root is not real.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce

import sympy as sp
from sympy import Expr, Symbol
from sympy.core.relational import Relational
from sympy.printing.jscode import JavascriptCodePrinter

from mathcore.plain_forms import settled

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)
_KEPT = (
    "Math NaN Number Infinity undefined arguments eval globalThis window document"
    " await break case catch class const continue debugger default delete do else enum export"
    " extends false finally for function if implements import in instanceof interface let new null"
    " package private protected public return static super switch this throw true try typeof var"
    " void while with yield"
)
_RESERVED = frozenset(_KEPT.split())
_CALLED = (
    *(sp.Abs, sp.acos, sp.acosh, sp.asin, sp.asinh, sp.atan, sp.atan2, sp.atanh, sp.ceiling),
    *(sp.cos, sp.cosh, sp.exp, sp.floor, sp.log, sp.Max, sp.Min, sp.sign, sp.sin, sp.sinh),
    *(sp.tan, sp.tanh),
)
_BUILT = (sp.Add, sp.Mul, sp.Pow, sp.Piecewise, sp.UnevaluatedExpr)
_PARTS = (Symbol, sp.Rational, sp.Float, type(sp.pi), type(sp.E))
_LOGIC = (Relational, sp.And, sp.Or, type(sp.true), sp.functions.elementary.piecewise.ExprCondPair)


def expression(formula: Expr) -> str:
    """The JavaScript expression of `formula`; a variable whose name is taken gets a dollar sign.

    At a pole it is `Infinity` or `NaN`, as the arithmetic of floats has it: `function` tells.

    Raises:
        ValueError: JavaScript has no such function (erf, gamma), or a name is no plain word.

    >>> x = Symbol("x")
    >>> expression(x**3 - 2 * x + 2)
    'Math.pow(x, 3) - 2*x + 2'
    """
    for part in sp.preorder_traversal(formula):
        if not isinstance(part, (*_PARTS, *_BUILT, *_CALLED, *_LOGIC)):
            raise ValueError(f"JavaScript has no {type(part).__name__}, got {formula}")
    return str(_Printer().doprint(formula))


def function(formula: Expr, variables: Sequence[Symbol]) -> str:
    """The text of a function of `variables`: NaN wherever there is no finite real value.

    So it is at poles, beyond the domain, and where a value exceeds the greatest float.

    Raises:
        ValueError: as `expression`, or the formula holds a symbol that is no variable of it.
    """
    unknown = formula.free_symbols - set(variables)
    if unknown:
        raise ValueError(f"each symbol must be one of {variables=}, got {formula}")
    parameters = ", ".join(map(_name, variables))
    value = expression(formula)
    return f"({parameters}) => {{ const $ = {value}; return Number.isFinite($) ? $ : NaN; }}"


def _name(symbol: Symbol) -> str:
    if not _PLAIN.fullmatch(symbol.name):
        raise ValueError(f"a name in JavaScript is a plain word, got {symbol.name!a}")
    return f"{symbol.name}$" if symbol.name in _RESERVED else symbol.name


class _Printer(JavascriptCodePrinter):  # type: ignore[misc]
    """SymPy's printer, where it would say something else than the formula."""

    def _print_Symbol(self, symbol: Symbol) -> str:  # noqa: N802
        return _name(symbol)

    def _print_Add(self, total: Expr, order: str | None = None) -> str:  # noqa: N802
        if _in_order(total):
            return str(super()._print_Add(total, order))
        return " + ".join(f"({self._print(each)})" for each in total.args)

    def _print_Mul(self, product: Expr) -> str:  # noqa: N802
        if _in_order(product):
            return str(super()._print_Mul(product))
        return "*".join(f"({self._print(each)})" for each in product.args)

    def _print_Pow(self, power: Expr) -> str:  # noqa: N802
        base, exponent = self._print(power.base), power.exp
        if exponent == -1:
            return f"1/({base})"
        if exponent == sp.Rational(1, 2):
            return f"Math.sqrt({base})"
        return f"Math.pow({base}, {self._print(exponent)})"

    def _print_atan2(self, angle: Expr) -> str:
        up, right = map(self._print, angle.args)  # the origin has no angle
        return f"(({up}) == 0 && ({right}) == 0 ? NaN : Math.atan2({up}, {right}))"

    def _print_Piecewise(self, pieces: Expr) -> str:  # noqa: N802
        def before(rest: str, case: tuple[Expr, Expr]) -> str:
            value, condition = case
            if condition == sp.true:
                return f"({self._print(value)})"
            return f"({self._print(condition)} ? {self._print(value)} : {rest})"

        return reduce(before, reversed(pieces.args), "NaN")


def _in_order(expression: Expr) -> bool:
    """Whether SymPy put this together itself, and so knows how to write it."""
    return all(map(settled, (expression, *expression.args)))
