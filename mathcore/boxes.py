"""Enclosures of formulas over many boxes at once, by interval arithmetic on NumPy arrays.

Every operation rounds outwards by a few units in the last place, so the true range of a formula
over a box is never cut (Moore, Kearfott & Cloud, *Introduction to Interval Analysis*, 2009,
chapters 2 to 5). A box wholly outside a formula's domain gets NaN for both ends. This serves
the searches; the prover has an interval arithmetic of its own and shares nothing with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import numpy as np
import sympy
from numpy.typing import NDArray
from sympy import Expr, Integer, Rational, Symbol

Array = NDArray[np.float64]
Interval = tuple[Array, Array]

# NumPy's elementary functions err by less than four units in the last place; this is more.
_SLACK = 2.0**-50
_TINY = 2.0**-1060
_LARGEST = float(np.finfo(float).max)


@dataclass(frozen=True, slots=True)
class Step:
    """One operation of a program, on the results of earlier ones."""

    work: Callable[..., Interval]
    sources: tuple[int, ...]


def enclose(
    expressions: tuple[Expr, ...], variables: tuple[Symbol, ...], low: Array, high: Array
) -> Interval:
    """Lower and upper bounds, each of shape (expressions, boxes), over boxes (variables, boxes).

    Raises:
        ValueError: a formula contains a function that has no enclosure here.
    """
    steps, outlets = _program(expressions, variables)
    results: list[Interval] = [(low[i], high[i]) for i in range(len(variables))]
    with np.errstate(all="ignore"):
        for step in steps:
            results.append(step.work(*(results[i] for i in step.sources)))
    count = low.shape[1]
    bottom = np.array([np.broadcast_to(results[i][0], count) for i in outlets])
    top = np.array([np.broadcast_to(results[i][1], count) for i in outlets])
    return bottom, top


def misses(low: Array, high: Array, level: float = 0.0) -> NDArray[np.bool_]:
    """Whether an enclosure proves that `level` is not taken."""
    return (low > level) | (high < level) | np.isnan(low)


@cache
def _program(
    expressions: tuple[Expr, ...], variables: tuple[Symbol, ...]
) -> tuple[tuple[Step, ...], tuple[int, ...]]:
    places: dict[Expr, int] = {variable: i for i, variable in enumerate(variables)}
    steps: list[Step] = []

    def place(node: Expr) -> int:
        if node not in places:
            work, arguments = _operation(node)
            sources = tuple(place(each) for each in arguments)
            steps.append(Step(work, sources))
            places[node] = len(variables) + len(steps) - 1
        return places[node]

    outlets = tuple(place(each) for each in expressions)
    return tuple(steps), outlets


def _operation(node: Expr) -> tuple[Callable[..., Interval], tuple[Expr, ...]]:
    if node.is_number and not node.atoms(Symbol):
        bounds = _constant(node)
        return (lambda: bounds), ()
    if node.is_Add or node.is_Mul:
        return (_add if node.is_Add else _multiply), node.args
    if node.is_Pow and isinstance(node.exp, Rational):
        return _power(node.exp), (node.base,)
    if node.is_Pow and not isinstance(node, sympy.exp):
        return _moving_power, (node.base, node.exp)
    if node.func is sympy.tan:
        return _multiply, (sympy.sin(node.args[0]), 1 / sympy.cos(node.args[0]))
    if node.func in _FUNCTIONS:
        return _FUNCTIONS[node.func], node.args
    raise ValueError(f"expression has no enclosure, got {node}")


def _constant(node: Expr) -> Interval:
    value = float(node.evalf(30))
    if isinstance(node, Rational) and Fraction(value) == Fraction(int(node.p), int(node.q)):
        return np.asarray(value), np.asarray(value)
    return _outward(np.asarray(value), np.asarray(value))


def _outward(low: Array, high: Array) -> Interval:
    # an end beyond the floats is no number to be taken from itself
    below, above = (np.minimum(np.abs(end), _LARGEST) * _SLACK + _TINY for end in (low, high))
    return np.minimum(low - below, _LARGEST), np.maximum(high + above, -_LARGEST)


def _add(*terms: Interval) -> Interval:
    low, high = terms[0]
    for bottom, top in terms[1:]:
        low, high = _outward(low + bottom, high + top)
    return low, high


def _multiply(*factors: Interval) -> Interval:
    low, high = factors[0]
    for bottom, top in factors[1:]:
        products = np.array(np.broadcast_arrays(low * bottom, low * top, high * bottom, high * top))
        dead = np.isnan(low) | np.isnan(bottom)
        products[np.isnan(products)] = 0.0  # nought times infinity is nought in an enclosure
        low, high = _outward(products.min(axis=0), products.max(axis=0))
        low, high = np.where(dead, np.nan, low), np.where(dead, np.nan, high)
    return low, high


def _power(exponent: Rational) -> Callable[[Interval], Interval]:
    size = float(abs(exponent))
    exact = Fraction(size) == Fraction(int(abs(exponent).p), int(exponent.q))
    sizes = (size,) if exact else (np.nextafter(size, 0), np.nextafter(size, np.inf))

    def whole(base: Interval) -> Interval:
        low, high = base
        ends = np.power(low, size), np.power(high, size)
        if int(exponent) % 2:
            return _outward(*ends)
        least = np.where((low < 0) & (high > 0), 0.0, np.minimum(*ends))
        bottom, top = _outward(least, np.maximum(*ends))
        return np.maximum(bottom, 0.0), top

    def rooted(base: Interval) -> Interval:
        low, high = base
        least = np.minimum.reduce([np.power(np.maximum(low, 0.0), each) for each in sizes])
        greatest = np.maximum.reduce([np.power(high, each) for each in sizes])
        bottom, top = _outward(least, greatest)
        bottom = np.where(low < 0, np.where(high < 0, np.nan, -np.inf), np.maximum(bottom, 0.0))
        return bottom, np.where(low < 0, np.where(high < 0, np.nan, np.inf), top)

    def inverse(base: Interval) -> Interval:
        low, high = inner(base)
        straddles = (low <= 0) & (high >= 0)
        bottom, top = _outward(1 / high, 1 / low)
        return np.where(straddles, -np.inf, bottom), np.where(straddles, np.inf, top)

    inner = whole if isinstance(exponent, Integer) else rooted
    return inverse if exponent < 0 else inner


def _rising(function: Callable[[Array], Array]) -> Callable[[Interval], Interval]:
    return lambda inside: _outward(function(inside[0]), function(inside[1]))


def _exponential(inside: Interval) -> Interval:
    low, high = _outward(np.exp(inside[0]), np.exp(inside[1]))
    return np.maximum(low, 0.0), high


def _logarithm(inside: Interval) -> Interval:
    low, high = inside
    bottom, top = _outward(np.log(np.maximum(low, 0.0)), np.log(high))
    return np.where(high <= 0, np.nan, bottom), np.where(high <= 0, np.nan, top)


def _moving_power(base: Interval, exponent: Interval) -> Interval:
    """A power whose exponent moves; of a negative base it may have values at integers."""
    low, high = _exponential(_multiply(exponent, _logarithm(base)))
    some = base[0] < 0
    return np.where(some, -np.inf, low), np.where(some, np.inf, high)


def _sine(inside: Interval, shift: float = 0.25) -> Interval:
    """Peaks lie at `shift` + k turns; a doubtful peak is counted, as that only widens."""
    low, high = inside
    function = np.sin if shift else np.cos
    ends = function(low), function(high)
    turns, margin = 2 * np.pi, 1e-9 * (1 + np.abs(low) + np.abs(high))
    first, last = (low - margin) / turns, (high + margin) / turns
    peak = np.floor(last - shift) >= np.ceil(first - shift)
    dip = np.floor(last - shift - 0.5) >= np.ceil(first - shift - 0.5)
    bottom, top = _outward(np.minimum(*ends), np.maximum(*ends))
    wild = ~np.isfinite(high - low) & ~np.isnan(low)
    return np.where(dip | wild, -1.0, bottom), np.where(peak | wild, 1.0, top)


def _modulus(inside: Interval) -> Interval:
    low, high = inside
    least = np.where((low < 0) & (high > 0), 0.0, np.minimum(np.abs(low), np.abs(high)))
    return least, np.maximum(np.abs(low), np.abs(high))


def _hyperbolic_cosine(inside: Interval) -> Interval:
    return _outward(*(np.cosh(each) for each in _modulus(inside)))


_FUNCTIONS: dict[type[Expr], Callable[..., Interval]] = {
    sympy.exp: _exponential,
    sympy.log: _logarithm,
    sympy.sin: _sine,
    sympy.cos: lambda inside: _sine(inside, 0.0),
    sympy.sinh: _rising(np.sinh),
    sympy.cosh: _hyperbolic_cosine,
    sympy.tanh: _rising(np.tanh),
    sympy.atan: _rising(np.arctan),
    sympy.Abs: _modulus,
}
