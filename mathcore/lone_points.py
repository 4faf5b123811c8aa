"""Roots of products, kept whole where to take them factor by factor would lose a point.

SymPy makes |x| sqrt(x - 1) of sqrt(x^2 (x - 1)). At 0 the one is 0, a lone point of the domain,
while the other has no real value on the way. Of a sum, x^3 - x^2, no factor is taken out. So a sum
among the factors is multiplied out where a factor |ax + b| or (ax + b)^2, or a power of them,
vanishes and the other factors are negative together.
"""

from __future__ import annotations

from sympy import Abs, Add, Expr, Mul, Pow, S


def power(base: Expr, exponent: Expr) -> Expr:
    """`base` to the `exponent`, with every lone point of its domain if it has one variable.

    >>> from sympy import Rational, Symbol
    >>> x = Symbol("x", real=True)
    >>> power(x**2 * (x - 1), Rational(1, 2)), power(x**2 * (x + 1), Rational(1, 2))
    (sqrt(x**3 - x**2), sqrt(x + 1)*Abs(x))
    """
    if exponent is S.NegativeOne and base.is_Add and not base.is_number:
        # nothing is to be evaluated, and of nested fractions SymPy asks long if they are finite
        return Pow(base, exponent, evaluate=False)
    broken = exponent.is_Rational and not exponent.is_Integer and exponent > 0
    if broken and base.is_Mul and len(base.free_symbols) == 1 and _loses(base):
        base = _multiplied_out(base)
    return Pow(base, exponent)


def _multiplied_out(product: Expr) -> Expr:
    """The product as a sum, if there is one among the factors; each term is zero where it was."""
    sums = [each for each in product.args if each.is_Add]
    if not sums:
        return product
    others = [each for each in product.args if each != sums[0]]
    return Add(*(Mul(*others, term) for term in sums[0].args))


def _loses(product: Expr) -> bool:
    """Whether a factor is zero where the others are negative."""
    for factor in product.args:
        zero = _zero(factor)
        if zero is not None:
            (x,) = product.free_symbols
            values = (each.xreplace({x: zero}) for each in product.args)
            rest = Mul(*(each for each in values if each != 0))
            if rest.is_number and rest.is_finite and rest.is_extended_negative:
                return True
    return False


def _zero(factor: Expr) -> Expr | None:
    """Where |ax + b|, or an even power of ax + b, is zero."""
    inside, times = factor.as_base_exp()
    if not (isinstance(inside, Abs) or (times.is_Integer and times % 2 == 0)) or times.is_negative:
        return None
    inside = inside.args[0] if isinstance(inside, Abs) else inside
    if len(inside.free_symbols) != 1:
        return None
    (x,) = inside.free_symbols
    slope = inside.diff(x)
    return None if slope.free_symbols else -inside.xreplace({x: S.Zero}) / slope
