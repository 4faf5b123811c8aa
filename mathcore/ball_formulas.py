"""Formulas in balls of any precision: every value is certain to lie in its ball (FLINT's Arb)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from flint import arb, fmpq
from sympy import Dummy, Expr, NumberSymbol, Rational, Symbol, lambdify, pi
from sympy.printing.pycode import PythonCodePrinter

from mathcore.balls import own_power
from mathcore.common_parts import common

Run = Callable[..., Sequence[arb | int]]

_NAMES = (
    *("exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"),
    *("asinh", "acosh", "atanh", "erf", "erfc", "gamma"),
)


def _named(name: str) -> Callable[[arb | int], arb]:
    return lambda x: getattr(arb(x), name)()


def _raised(base: arb | int, exponent: arb | int) -> arb:
    """A power; Arb's own of whole order is not a number where the ball holds zero."""
    if isinstance(exponent, arb):
        return own_power(arb(base), exponent)
    whole = arb(1)
    for _ in range(abs(exponent)):
        whole = whole * base
    return 1 / whole if exponent < 0 else whole


def _polygamma(order: int, x: arb) -> arb:
    """The derivatives of log gamma; from the second on by the Hurwitz zeta function."""
    if order == 0:
        return x.digamma()
    sign = (-1) ** (order + 1)
    return arb(sign) * arb(order + 1).gamma() * arb(order + 1).zeta(x)


_FUNCTIONS = {
    **{name: _named(name) for name in _NAMES},
    "raised": _raised,
    "polygamma": _polygamma,
}


class _Printer(PythonCodePrinter):  # type: ignore[misc]
    """Powers by `raised`; everything else as Python has it."""

    def _print_Pow(self, expr: Expr, rational: bool = False) -> str:  # noqa: N802
        return f"raised({self._print(expr.base)}, {self._print(expr.exp)})"


def enclose(
    expressions: tuple[Expr, ...], variables: tuple[Symbol, ...], place: Sequence[arb]
) -> list[arb]:
    """Balls around the values of `expressions`, at the precision in force.

    Raises:
        ValueError: a formula contains a function that is not known in balls.
    """
    return evaluator(expressions, variables)(place)


def evaluator(
    expressions: tuple[Expr, ...], variables: tuple[Symbol, ...]
) -> Callable[[Sequence[arb]], list[arb]]:
    """`enclose` for many places, all at the precision that is in force now."""
    run, constants = _compiled(expressions, variables)
    fixed = [_ball(each) for each in constants]

    def values(place: Sequence[arb]) -> list[arb]:
        try:
            return list(map(arb, run(*place, *fixed)))
        except NameError as error:
            raise ValueError(f"expression has no value in balls: {error}") from error

    return values


@cache
def _compiled(
    expressions: tuple[Expr, ...], names: tuple[Symbol, ...]
) -> tuple[Run, tuple[Expr, ...]]:
    """Code for balls, and the constants to hand to it, which Python would round."""
    atoms = {atom for each in expressions for atom in each.atoms(Rational, NumberSymbol)}
    constants = tuple(each for each in atoms if not each.is_Integer)
    named = {each: Dummy(real=True) for each in constants}
    kept = [each.xreplace(named) for each in expressions]
    # dummify: the name of a symbol must never become part of the code that is run
    run = lambdify(
        (*names, *named.values()),
        kept,
        modules=[_FUNCTIONS],
        cse=common,
        dummify=True,
        printer=_Printer({"fully_qualified_modules": False, "allow_unknown_functions": True}),
    )
    return run, constants


def _ball(number: Expr) -> arb:
    if isinstance(number, Rational):
        return arb(fmpq(int(number.p), int(number.q)))
    return arb.pi() if number is pi else arb.const_e()
