"""Parts of a formula, put together so that no text can make the machine work for long.

SymPy simplifies while it builds: a power of integers is computed in full, the sign of a
constant is found in as many digits as it takes. So every part carries, beside its expression,
the float it is worth when it contains no variable. The float is cheap, and it tells before
SymPy is asked whether a value is real, finite, moderate and clearly not zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import sympy as sp
from sympy import Expr, Rational
from sympy.functions.elementary.trigonometric import TrigonometricFunction

from mathcore import lone_points

MOST_DIGITS = 40
GREATEST = 1e300
GREATEST_ARGUMENT = 1e30
GREATEST_EXPONENT = 1000
MOST_BITS = 1020  # so that every rational factor is a float too
MOST_BITS_RAISED = 5000  # of b^p, which SymPy tries to factor for b^(p/q)
DEEPEST = 5  # functions inside functions: what SymPy asks of one may double at every level
GREATEST_DENOMINATOR = 10**6
MOST_TIMES = 12
MOST_ROOTS = 64  # of the polynomial that SymPy may build to learn the sign of a constant
CLOSEST = 1e-9  # constants that agree this closely might be equal, which is costly to decide


@dataclass(frozen=True, slots=True)
class Term:
    """An expression, its value if it contains no variable, and how deep its functions nest."""

    expression: Expr
    number: float | None = None
    depth: int = 0


def literal(text: str) -> Term:
    """A decimal as it was written, taken exactly.

    Raises:
        ValueError: too many digits, or too large an exponent.
    """
    mantissa, _, exponent = text.lower().partition("e")
    if len(mantissa) > MOST_DIGITS or len(exponent) > 4 or abs(int(exponent or 0)) > 250:
        raise ValueError("the number is too long")
    exact = Rational(text)
    return Term(exact, float(exact))


def total(terms: Sequence[Term]) -> Term:
    """The sum, in one construction however many terms there are."""
    numbers = [each.number for each in terms if each.number is not None]
    depth = max(each.depth for each in terms)
    expression = sp.Add(*(each.expression for each in terms))
    if len(numbers) < len(terms):
        return _checked(expression, None, depth)
    number = math.fsum(numbers)
    if not expression.is_Rational and abs(number) <= CLOSEST * max(map(abs, numbers)):
        raise ValueError("this constant cannot be told from zero")
    return _checked(expression, number, depth)


def product(factors: Sequence[Term]) -> Term:
    """The product, in one construction however many factors there are."""
    numbers = [each.number for each in factors if each.number is not None]
    if any(number == 0 for number in numbers) and len(numbers) < len(factors):
        return Term(sp.S.Zero, 0.0)
    expression = sp.Mul(*(each.expression for each in factors))
    number = math.prod(numbers) if len(numbers) == len(factors) else None
    return _checked(expression, number, max(each.depth for each in factors))


def reciprocal(term: Term) -> Term:
    """One over the term."""
    return power(term, Term(sp.S.NegativeOne, -1.0))


def power(base: Term, exponent: Term) -> Term:
    """The base raised to the exponent.

    Raises:
        ValueError: the exponent is a number above `GREATEST_EXPONENT` in size, the value is not
            real, or the base of a variable power is not positive.
    """
    depth = _deeper((base, exponent), _weight(base.expression, exponent.expression))
    number = None
    if exponent.number is not None:
        _moderate(base.expression, exponent.expression, exponent.number)
        if base.number is not None:
            number = _real(math.pow, base.number, exponent.number)
    elif base.number is not None:
        if base.number <= 0:
            raise ValueError("a variable power needs a positive base")
        for each in exponent.expression.atoms(Rational):
            _moderate(base.expression, each)  # SymPy may take b^(x + n) apart and work out b^n
    else:
        for each in base.expression.atoms(sp.Pow):
            _moderate(each.base, each.exp * exponent.expression)  # (b^x)^(n/x) is b^n
    expression = lone_points.power(base.expression, exponent.expression)
    _moderate(sp.S.One, expression.as_base_exp()[1])
    return _checked(expression, number, depth)


def apply(
    build: Callable[..., Expr], worth: Callable[..., float], arguments: Sequence[Term], weight: int
) -> Term:
    """`build` of the arguments' expressions; `worth` says the same of floats.

    Raises:
        ValueError: the value is not real, or it is not clear whether it is zero, or which of
            several is greater; or functions are nested too deep: this one counts as `weight`
            levels.
    """
    depth = _deeper(arguments, weight)
    if worth in (min, max):
        arguments = _rivals(worth, arguments)
        if len(arguments) == 1:
            return arguments[0]
    numbers = [each.number for each in arguments if each.number is not None]
    if any(abs(number) > GREATEST_ARGUMENT for number in numbers):
        raise ValueError(f"a function is asked of a constant beyond {GREATEST_ARGUMENT:g}")
    number = _real(worth, *numbers) if len(numbers) == len(arguments) else None
    whole = _checked(build(*(each.expression for each in arguments)), number, depth)
    if number is not None and not whole.expression.is_Rational and _doubtful(worth, arguments):
        raise ValueError("this constant cannot be told from zero, or from what has no value")
    return whole


def _rivals(choose: Callable[..., Term], arguments: Sequence[Term]) -> Sequence[Term]:
    """The arguments that may be chosen: of the constants, which SymPy might compare, only one."""
    constants = [each for each in arguments if each.number is not None]
    if len(constants) < 2:
        return arguments
    chosen = choose(constants, key=_worth)
    largest = max(map(abs, map(_worth, constants)))
    for each in constants:
        known = each.expression.is_Rational and chosen.expression.is_Rational
        apart = abs(_worth(each) - _worth(chosen)) > CLOSEST * largest
        if not (known or apart or each.expression == chosen.expression):
            raise ValueError("these constants cannot be told from one another")
    return [chosen, *(each for each in arguments if each.number is None)]


def _worth(constant: Term) -> Fraction:
    exact = constant.expression
    return Fraction(exact.p, exact.q) if exact.is_Rational else Fraction(constant.number or 0)


def _doubtful(worth: Callable[..., float], arguments: Sequence[Term]) -> bool:
    """Whether a slightly different argument has a value of another sign, or none at all."""
    numbers = [each.number or 0.0 for each in arguments]
    signs = {worth(*numbers) > 0}
    for i, each in enumerate(arguments):
        for factor in () if each.expression.is_Rational else (1 - CLOSEST, 1 + CLOSEST):
            try:
                signs.add(worth(*numbers[:i], numbers[i] * factor, *numbers[i + 1 :]) > 0)
            except (ValueError, ZeroDivisionError, OverflowError):
                return True
    return len(signs) > 1


def _deeper(parts: Sequence[Term], weight: int) -> int:
    depth = weight + max(each.depth for each in parts)
    if depth > DEEPEST:
        raise ValueError(f"functions are nested deeper than {DEEPEST} levels")
    return depth


def _weight(base: Expr, exponent: Expr) -> int:
    """How many levels of nesting a power stands for."""
    if not exponent.is_Integer:
        return 1
    if abs(exponent) == 1 or base.is_extended_real:
        return 0
    # where SymPy cannot see that b is real, it multiplies (re b + i im b)^n out
    return 1 if abs(exponent) <= 3 else 2


def _moderate(base: Expr, exponent: Expr, number: float = 0.0) -> None:
    """Refuse a power that would be long to work out, or long when it is."""
    size, top = abs(number), abs(number)
    if exponent.is_Rational:
        size, top = abs(exponent), abs(exponent.p)
        if exponent.q > 1 and not (base.is_Integer and exponent.p > 0):
            top = max(top, exponent.q)  # (1/b)^(p/q) becomes b^((q - p)/q) / b
        if exponent.q > GREATEST_DENOMINATOR:
            raise ValueError("an exponent has too many digits")
    if size > GREATEST_EXPONENT:
        raise ValueError(f"an exponent is larger than {GREATEST_EXPONENT}")
    if _bits(base) * top > MOST_BITS_RAISED:
        raise ValueError("the number becomes too long")


def _real(worth: Callable[..., float], *numbers: float) -> float:
    try:
        return float(worth(*numbers))
    except (ValueError, ZeroDivisionError, OverflowError) as error:
        raise ValueError("this constant has no finite real value") from error


def _checked(expression: Expr, number: float | None, depth: int) -> Term:
    if expression.is_number and number is None and not expression.is_Rational:
        raise ValueError("the variables cancel here: write the constant that is left")
    if expression in (sp.zoo, sp.nan, sp.oo, -sp.oo) or expression.has(sp.I, sp.zoo, sp.nan):
        raise ValueError("this has no finite real value")
    if expression.is_Rational:
        number, depth = float(expression), 0
    if number is not None and not abs(number) <= GREATEST:
        raise ValueError("this constant is too large")
    if number == 0 and expression != 0:
        raise ValueError("this constant cannot be told from zero")
    if any(map(_multiplied_often, sp.Mul.make_args(expression))):
        raise ValueError(f"what may not be real is multiplied more than {MOST_TIMES} times")
    if _bits(expression) > MOST_BITS:
        raise ValueError("the number becomes too long for a float")
    if number is not None and _entangled(expression):
        raise ValueError("this constant combines too many roots")
    return Term(expression, number, depth)


def _multiplied_often(factor: Expr) -> bool:
    root, times = factor.as_base_exp()
    return bool(times.is_Rational and abs(times) > MOST_TIMES and not root.is_extended_real)


def _entangled(constant: Expr) -> bool:
    """Whether comparing this constant exactly with another could take very long."""
    exponents = [each.exp for each in constant.atoms(sp.Pow)]
    degrees = [e.q for e in exponents if e.is_Rational and e.q > 1]
    turns = (each.args[0] / sp.pi for each in constant.atoms(TrigonometricFunction))
    degrees += [turn.q for turn in turns if turn.is_Rational]
    return len(degrees) > 1 and math.prod(degrees) > MOST_ROOTS


def _bits(expression: Expr) -> int:
    """The size of the rational factor, in bits."""
    factor = expression.as_coeff_Mul()[0]
    return max(factor.p.bit_length(), factor.q.bit_length()) if factor.is_Rational else 0
