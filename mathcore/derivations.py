"""Derivations for the functions whose quotient simple algebra can divide by h.

Polynomials are multiplied out, a reciprocal is brought to one denominator, a square root is
multiplied by the sum of the roots. For other functions (sin, exp) the limit needs more than
algebra, and none is pretended here.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Add, Expr, Integer, Mul, Poly, Pow, Rational, S, Symbol, binomial, sqrt

from mathcore.algebra import Derivation, Fate, Line, Reason, Term, negated, shifted
from mathcore.functions import Function

_FIVE = (Reason.DEFINITION, Reason.EXPAND, Reason.CANCEL, Reason.DIVIDE, Reason.LIMIT)
_MOST_TERMS = 8  # that can be read side by side
_GREATEST_DEGREE = 8  # more terms than that fill the screen and teach nothing


@dataclass(frozen=True, slots=True)
class PowerRule:
    """The conjecture that a x^b has the derivative `conjecture`, and its test."""

    conjecture: Expr
    derivation: Derivation

    @property
    def holds(self) -> bool:
        """Whether the derivation ends in the conjecture."""
        return bool((self.conjecture - self.derivation.derivative).equals(0))


@dataclass(frozen=True, slots=True)
class Derived:
    """A function and its derivation."""

    function: Function
    derivation: Derivation

    @property
    def derivative(self) -> Expr:
        """The last line."""
        return self.derivation.derivative


def in_five_lines(f: Function) -> Derived:
    """The derivation of a polynomial: quotient, multiplied out, cancelled, divided, without h.

    Raises:
        ValueError: the derivation of `f` takes other steps, no h is left to go, or a line has more
            than eight terms.
    """
    derivation = derive(f)
    left = [term for term in derivation.lines[-2].terms if term.fate is Fate.VANISHES]
    longest = max(len(line.terms) for line in derivation.lines)
    if longest > _MOST_TERMS:
        raise ValueError(f"{f} has a line of {longest} terms, more than {_MOST_TERMS} to read")
    if tuple(line.reason for line in derivation.lines) != _FIVE or not left:
        raise ValueError(f"the five lines are those of x^2 and higher powers, got {f}")
    return Derived(f, derivation)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule in letters: what `function` has for its `derivative`."""

    function: Expr
    derivative: Expr


def power_pattern() -> Pattern:
    """The rule a x^b -> a b x^(b - 1), in its letters."""
    a, b, x = (Symbol(name, real=True) for name in "abx")
    return Pattern(a * x**b, a * b * x ** (b - 1))


def derive(f: Function) -> Derivation:
    """The derivative of `f` by algebra.

    Raises:
        ValueError: `f` is neither a polynomial with rational coefficients of degree at most 8,
            nor a rational multiple of 1/x or of sqrt(x).
    """
    x, h = f.variable, Symbol("h", real=True)
    over_x, over_root = (f.expression * x).cancel(), f.expression / sqrt(x)
    if over_x.is_Rational and over_x != 0:
        middle = _reciprocal(over_x, x, h)
    elif over_root.is_Rational and over_root != 0:
        middle = _root(over_root, x, h)
    elif f.expression.is_polynomial(x) and all(c.is_Rational for c in _poly(f).all_coeffs()):
        middle = _polynomial(_poly(f), x, h)
    else:
        raise ValueError(
            f"algebra alone cannot divide this by h: {f.expression} is no polynomial, "
            "no multiple of a reciprocal and no multiple of a square root"
        )
    there, here = shifted(f.expression, x, h), f.expression
    fate = Fate.STAYS if here.has(x) else Fate.CANCELS
    start = (Term("there", there, fate), Term("here", negated(here), fate))
    return Derivation(x, h, (Line(Reason.DEFINITION, start, h), *middle))


def power_rule(a: Rational | int, b: int) -> PowerRule:
    """The conjecture a x^b -> a b x^(b - 1), tested by the derivation for these numbers.

    Raises:
        ValueError: `b` is not a whole number from 1 to 8.
    """
    if not 1 <= b <= _GREATEST_DEGREE:
        raise ValueError(f"b must be from 1 to {_GREATEST_DEGREE}, got {b=}")
    x = Symbol("x", real=True)
    return PowerRule(a * b * x ** (b - 1), derive(Function(a * x**b, x)))


def _poly(f: Function) -> Poly:
    return Poly(f.expression, f.variable)


def _polynomial(poly: Poly, x: Symbol, h: Symbol) -> tuple[Line, ...]:
    if poly.degree() > _GREATEST_DEGREE:
        raise ValueError(f"the degree must be at most {_GREATEST_DEGREE}, got {poly.degree()}")
    powers = [(int(n), c) for (n,), c in poly.terms() if c != 0]
    there = [
        Term(f"x{n - k}h{k}", c * binomial(n, k) * x ** (n - k) * h**k, _cancels(k == 0))
        for n, c in powers
        for k in range(n + 1)
    ]
    here = [Term(f"-x{n}", -c * x**n, Fate.CANCELS) for n, c in powers]
    left = [term for term in there if term.fate is Fate.STAYS] or [Term("nothing", S.Zero)]
    divided = [
        Term(t.key, t.expression / h, Fate.VANISHES if (t.expression / h).has(h) else Fate.STAYS)
        for t in left
    ]
    kept = tuple(term for term in divided if term.fate is Fate.STAYS)
    expanded = (Line(Reason.EXPAND, (*there, *here), h),) if poly.degree() > 0 else ()
    return (
        *expanded,
        Line(Reason.CANCEL, tuple(left), h),
        Line(Reason.DIVIDE, tuple(divided), S.One),
        Line(Reason.LIMIT, kept, S.One),
    )


def _cancels(yes: bool) -> Fate:
    return Fate.CANCELS if yes else Fate.STAYS


def _reciprocal(c: Rational, x: Symbol, h: Symbol) -> tuple[Line, ...]:
    xh = Add(x, h, evaluate=False)
    over, short = Mul(h, x, xh, evaluate=False), Mul(x, xh, evaluate=False)
    apart = (
        Term("there", c * x, Fate.CANCELS),
        Term("here", -c * x, Fate.CANCELS),
        Term("h", -c * h),
    )
    common = (Term("there", c * x), Term("here", Mul(-c, xh, evaluate=False)))
    return (
        Line(Reason.COMMON, common, over),
        Line(Reason.EXPAND, apart, over),
        Line(Reason.CANCEL, (Term("h", -c * h),), over),
        Line(Reason.DIVIDE, (Term("h", -c),), short),
        Line(Reason.LIMIT, (Term("h", -c),), x**2),
    )


def _root(c: Rational, x: Symbol, h: Symbol) -> tuple[Line, ...]:
    sums = Add(Pow(Add(x, h, evaluate=False), Rational(1, 2)), sqrt(x), evaluate=False)
    over = Mul(h, sums, evaluate=False)
    apart = (
        Term("there", c * x, Fate.CANCELS),
        Term("h", c * h),
        Term("here", -c * x, Fate.CANCELS),
    )
    return (
        Line(Reason.CONJUGATE, apart, over),
        Line(Reason.CANCEL, (Term("h", c * h),), over),
        Line(Reason.DIVIDE, (Term("h", c),), sums),
        Line(Reason.LIMIT, (Term("h", c),), Integer(2) * sqrt(x)),
    )
