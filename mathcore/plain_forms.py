"""Sums, products and powers left in the order they are given in, as a hand would write them.

SymPy sorts, multiplies out and cancels while it builds. Here only what nobody writes down is
tidied: factors of one, terms of zero, several numbers in front of a product, a factor twice.
"""

from __future__ import annotations

from sympy import Add, Basic, Expr, Integer, Mul, Pow, Rational, S


def product(*factors: Expr) -> Expr:
    """The factors in their order, numbers in front as one, equal factors as a power.

    >>> from sympy import Symbol
    >>> x = Symbol("x")
    >>> product(x, Integer(2), Pow(x, 4), Integer(5)).args
    (10, x**5)
    """
    flat = [part for each in factors for part in _factors(each)]
    coefficient: Expr = S.One
    exponents: dict[tuple[Expr, bool], Expr] = {}
    for each in flat:
        number = _number(each)
        if number is not None:
            coefficient *= number
            continue
        base, exponent = _repeated(each)
        place = (base, bool(exponent > 0))  # what stands above the bar is not cancelled below it
        exponents[place] = exponents.get(place, S.Zero) + exponent
    if coefficient is S.Zero or not exponents:
        return coefficient
    rest = [power(base, exponent) for (base, _), exponent in exponents.items()]
    parts = rest if coefficient is S.One else [coefficient, *rest]
    return parts[0] if len(parts) == 1 else Mul(*parts, evaluate=False)


def total(*terms: Expr) -> Expr:
    """The terms in their order, without those that are zero."""
    flat = [part for each in terms for part in (each.args if each.is_Add else (each,))]
    kept = [each for each in flat if each is not S.Zero]
    if all(each.is_Rational for each in kept):
        return Add(*kept)
    return kept[0] if len(kept) == 1 else Add(*kept, evaluate=False)


def negative(expression: Expr) -> Expr:
    """Minus the expression."""
    return product(Integer(-1), expression)


def power(base: Expr, exponent: Expr) -> Expr:
    """The power, unless its exponent is one or zero."""
    if exponent is S.One or exponent is S.Zero:
        return base if exponent is S.One else S.One
    return Pow(base, exponent, evaluate=False)


def quotient(above: Expr, below: Expr) -> Expr:
    """`above` over `below`, a fraction that stays one."""
    return above if below is S.One else product(above, Pow(below, -1, evaluate=False))


def settled(part: Basic) -> bool:
    """Whether SymPy, asked to evaluate this sum, product or power, would leave it as it stands."""
    return not isinstance(part, Add | Mul | Pow) or part.func(*part.args) == part


def inverse(factor: Expr) -> Expr | None:
    """What stands below the bar for this factor of a product, None for one that stands above."""
    if isinstance(factor, Pow) and factor.exp.is_Rational and factor.exp < 0:
        return power(factor.base, -factor.exp)
    return None


def _factors(expression: Expr) -> tuple[Expr, ...]:
    return expression.args if expression.is_Mul else (expression,)


def _repeated(factor: Expr) -> tuple[Expr, Expr]:
    """A factor as a power that may be multiplied with others of its base: only a whole one."""
    if isinstance(factor, Pow) and factor.exp.is_Integer:
        return factor.base, factor.exp
    return factor, S.One


def _number(factor: Expr) -> Rational | None:
    """A rational number, also one over an integer that was left as a power."""
    if factor.is_Rational:
        return factor
    if isinstance(factor, Pow) and factor.base.is_Integer and factor.exp == -1:
        return 1 / factor.base
    return None
