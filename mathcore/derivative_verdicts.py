"""What can be said of the derivative of a function at a point: a verdict, not a number.

The derivative is the limit of the difference quotient (Spivak, *Calculus*, 2008, chapter 9). A
rule of differentiation may give a number where that limit does not exist, and an average of
quotients nearly always does; so the two sides of the point are looked at one by one, and the
number is only given when both agree and quotients of either side confirm it to 30 digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import isclose, pi

import sympy as sp
from sympy import Expr, Rational, Symbol

from mathcore.exact_values import closed, jet_at, same, value_at
from mathcore.functions import Function
from mathcore.magnitudes import Scientific, beyond, scientific
from mathcore.one_sided_limits import Limit, Tendency
from mathcore.quantity import Meaning, Quantity
from mathcore.sides import Side, side
from mathcore.taylor_meanings import centred

_TURNS = (1, 2, 3, 4, 6)  # denominators of the multiples of pi that are known by their floats
_MANY = 1000
_NOWHERE = Side(Limit(Tendency.UNDECIDED), Limit(Tendency.UNDECIDED))


class Kind(Enum):
    """What stands at the point."""

    VALUE = "from both sides the slopes settle on one number, the derivative"
    ONE_SIDED = "the two sides have different slopes, so there is no derivative"
    CUSP = "one side falls and the other rises ever more steeply, so the curve ends in a cusp"
    VERTICAL_TANGENT = "the tangent is upright, and upright has no slope"
    JUMP = "the curve jumps here, so it has no slope"
    POLE = "the values grow beyond every bound here"
    REMOVABLE = "the curve has a hole here, which one number would fill"
    OSCILLATES = "however close one looks, there is no settling down"
    OUT_OF_DOMAIN = "the function has no real value here"
    DOMAIN_EDGE = "the domain ends here, so there is one side at most"
    OVERFLOW = "the number exists, but it is too large for a machine number"
    REFUSE = "what happens here is not decided, so nothing is claimed"


@dataclass(frozen=True, slots=True)
class DerivativeVerdict:
    """The kind of a point, with its evidence.

    `height` is f(a) where that is a real number that a float can hold; the sides say what values
    and slopes tend to. `value_written` and `slope_written` stand in when the true number is
    too large, or too small but not zero, for a float.
    """

    kind: Kind
    at: Quantity
    height: Quantity | None = None
    left: Side = _NOWHERE
    right: Side = _NOWHERE
    value_written: Scientific | None = None
    slope_written: Scientific | None = None

    @property
    def sentence(self) -> str:
        """What a listener is told."""
        return self.kind.value

    @property
    def derivative(self) -> Quantity:
        """The derivative.

        Raises:
            ValueError: there is none; the message says why.
        """
        if self.kind is not Kind.VALUE or self.right.slope.value is None:
            raise ValueError(f"no derivative at {float(self.at)!r}: {self.sentence}")
        return self.right.slope.value

    @property
    def hole(self) -> Quantity:
        """The height that fills the hole.

        Raises:
            ValueError: there is no hole.
        """
        if self.kind is not Kind.REMOVABLE or self.right.height.value is None:
            raise ValueError(f"no hole at {float(self.at)!r}: {self.sentence}")
        return self.right.height.value


def verdict(f: Function, a: float | Expr) -> DerivativeVerdict:
    """What can be said of the derivative of `f` at `a`.

    A float that is as near as can be to a multiple of pi/2, pi/3, pi/4 or pi/6 is taken for that
    multiple, so that the pole of tan is found. Where the base of an odd root vanishes, and only
    there, the root is read as the real one of negative numbers too: x^(1/3) has an upright
    tangent at 0.

    Raises:
        ValueError: `a` is not a finite real number with a closed form.
    """
    at = _point(a)
    expression = f.expression.replace(sp.erfc, lambda u: 1 - sp.erf(u))
    try:
        return _judged(expression, f.variable, at)
    except ValueError:  # no interval form is known of something in the function
        return DerivativeVerdict(Kind.REFUSE, at)


def _point(a: float | Expr) -> Quantity:
    if isinstance(a, Expr | Quantity):
        return centred(a)
    for turn in _TURNS:
        count = round(a * turn / pi) if abs(a) < _MANY else 0
        if count and isclose(a, count * pi / turn, rel_tol=3e-16):
            return centred(Rational(count, turn) * sp.pi)
    return centred(a)


def _judged(expression: Expr, x: Symbol, at: Quantity) -> DerivativeVerdict:
    height = value_at(expression, x, at.meaning.expression)
    value, slope = _written(expression, x, at, height)
    if beyond(value) or beyond(slope):
        return DerivativeVerdict(Kind.OVERFLOW, at, None, _NOWHERE, _NOWHERE, value, slope)
    left, right = (side(expression, x, at, height, towards) for towards in (-1, 1))
    if Tendency.MISSING in (left.height.tendency, right.height.tendency):
        real = _real_roots(expression, x, at.meaning.expression)
        if real != expression:
            left, right = (side(real, x, at, height, towards) for towards in (-1, 1))
    shown = None if height is None else Quantity(closed(height), Meaning(height))
    kind = _hollow(left, right) if height is None else _solid(height, left, right)
    return DerivativeVerdict(kind, at, shown, left, right, value, slope)


def _written(
    expression: Expr, x: Symbol, at: Quantity, height: Expr | None
) -> tuple[Scientific | None, Scientific | None]:
    """Value and slope in scientific form, each if it is no ordinary float."""
    if height is None:
        return None, None
    steepness = jet_at(expression, x, at.meaning.expression)[1]
    unevaluated = sp.Subs(sp.Derivative(expression, x, evaluate=False), x, at.meaning.expression)
    slope = scientific(steepness, unevaluated) if steepness.is_finite() else None
    return scientific(closed(height), height), slope


def _real_roots(expression: Expr, x: Symbol, a: Expr) -> Expr:
    """`expression` with every odd root that is zero at `a` read as the real root."""
    return expression.replace(
        lambda e: (
            e.is_Pow
            and e.exp.is_Rational
            and e.exp.q % 2 == 1 < e.exp.q
            and e.base.xreplace({x: a}) == 0
        ),
        lambda e: sp.sign(e.base) ** int(e.exp.p) * sp.Abs(e.base) ** e.exp,
    )


def _hollow(left: Side, right: Side) -> Kind:
    """What a point without a value is."""
    sides = (left, right)
    tendencies = [each.height.tendency for each in sides]
    if tendencies == [Tendency.MISSING] * 2:
        return Kind.OUT_OF_DOMAIN
    if Tendency.RESTLESS in tendencies:
        return Kind.OSCILLATES
    if Tendency.MISSING in tendencies:
        return Kind.REFUSE if Tendency.UNDECIDED in tendencies else Kind.DOMAIN_EDGE
    return _broken(left, right)


def _broken(left: Side, right: Side) -> Kind:
    """What a point is that its two sides do not meet."""
    tendencies = [each.height.tendency for each in (left, right)]
    if Tendency.RISES in tendencies or Tendency.FALLS in tendencies:
        return Kind.POLE
    if Tendency.UNDECIDED in tendencies:
        return Kind.REFUSE
    return Kind.REMOVABLE if _agree(left.height, right.height) else Kind.JUMP


def _solid(height: Expr, left: Side, right: Side) -> Kind:
    """What a point with a value is."""
    present = [each for each in (left, right) if each.height.tendency is not Tendency.MISSING]
    if any(each.height.tendency is Tendency.RESTLESS for each in present):
        return Kind.OSCILLATES
    if not all(_reaches(each.height, height) for each in present):
        return _broken(left, right)
    return Kind.DOMAIN_EDGE if len(present) < 2 else _continuous(left, right)


def _continuous(left: Side, right: Side) -> Kind:
    """What a point is that both of its sides reach."""
    slopes = (left.slope.tendency, right.slope.tendency)
    if Tendency.RESTLESS in slopes:
        return Kind.OSCILLATES
    if Tendency.UNDECIDED in slopes:
        return Kind.REFUSE
    if left.steep and right.steep:
        return Kind.VERTICAL_TANGENT if slopes[0] is slopes[1] else Kind.CUSP
    if not _agree(left.slope, right.slope):
        return Kind.ONE_SIDED
    return Kind.VALUE if left.quotient and right.quotient else Kind.REFUSE


def _reaches(end: Limit, height: Expr) -> bool:
    return end.value is not None and same(end.value.meaning.expression, height)


def _agree(one: Limit, other: Limit) -> bool:
    if one.value is None or other.value is None:
        return False
    return same(one.value.meaning.expression, other.value.meaning.expression)
