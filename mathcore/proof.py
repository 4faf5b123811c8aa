"""Proofs that what is shown is true: digits, equalities of formulas, inequalities, positions.

Everything is decided by ball arithmetic from the meanings of the numbers (`mathcore.interval`,
`mathcore.bindings`), with precision that rises until the answer is certain. Nothing of the
methods whose results are checked is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from math import inf, isfinite, nextafter

from flint import arb, fmpq
from sympy import Rational

from mathcore import balls
from mathcore.bindings import evaluate
from mathcore.frame import PIXELS_PER_UNIT, Frame
from mathcore.interval import bounds
from mathcore.proof_formulas import everywhere, identity, relation, right_angle
from mathcore.quantity import Meaning
from mathcore.resolve import rational
from mathcore.verdict import PROVED, Verdict

__all__ = [
    "PIXELS_PER_UNIT",
    "Frame",
    "Verdict",
    "close",
    "distance",
    "everywhere",
    "identity",
    "number",
    "relation",
    "right_angle",
]

_PRECISIONS = (170, 340, 1000, 4000)


def number(text: str, meaning: Meaning) -> Verdict:
    """Whether `text`, such as ``"-1.77"`` or ``"1.20e-5"``, is `meaning` correctly rounded.

    The true value must lie within half a unit of the last digit shown; a value exactly half-way
    (decided for rationals) must have gone to the even digit. Precision rises from 170 to 4000
    bits until this is certain.
    """
    try:
        shown = Decimal(text)
        ulp = Fraction(10) ** int(shown.as_tuple().exponent)
    except (InvalidOperation, TypeError, ValueError):
        return Verdict(False, f"{text!r} is not a number")
    low, high = (_fraction(Fraction(shown) + side) for side in (-ulp / 2, ulp / 2))
    undecided = Verdict(False, f"whether {text} is rounded correctly is undecided at 4000 bits")
    for value in _sharper(meaning):
        if isinstance(value, Verdict):
            undecided = value  # sharper balls may still decide
            continue
        if value > arb(low) and value < arb(high):
            return PROVED
        if value < arb(low) or value > arb(high):
            return _wrong(text, value)
        exact = rational(meaning) if value.is_finite() else None
        if exact is not None:
            to_even = round(exact / ulp) * ulp == Fraction(shown)
            return PROVED if to_even else _wrong(text, arb(_fraction(exact)))
    return undecided


def close(value: float, meaning: Meaning, relative: float = 1e-9) -> Verdict:
    """Whether the float that is drawn agrees with its meaning, to `relative` of the truth."""
    true = Verdict(False, "its meaning has no certain value")
    for each in _sharper(meaning):
        if isinstance(each, Verdict):
            true = each  # sharper balls may still decide
            continue
        if not each.is_finite():
            continue
        if isfinite(value) and abs(arb(value) - each) <= arb(relative) * abs(each):
            return PROVED
        true = Verdict(False, f"the float is {float(value)!r}, but the value is {_text(each)}")
        if each.rad() < abs(each) * arb(relative) / 4:
            return true
    return true


def distance(wanted: tuple[Meaning, Meaning], drawn: tuple[float, float], frame: Frame) -> float:
    """An upper bound of the distance, in pixels at 1080p, between `wanted` and `drawn`.

    Args:
        wanted: the two coordinates, in data units.
        drawn: the point read back from the picture, in scene units.
        frame: how data lie on the picture.

    Returns:
        Infinity when the wanted point has no certain value.
    """
    x_low, x_high = _enclosed(wanted[0])
    y_low, y_high = _enclosed(wanted[1])
    across = frame.left + (x_low - frame.x_low) * frame.x_pixels / PIXELS_PER_UNIT - drawn[0]
    up = frame.bottom + (y_low - frame.y_low) * frame.y_pixels / PIXELS_PER_UNIT - drawn[1]
    dx = abs(across) * PIXELS_PER_UNIT + (x_high - x_low) * abs(frame.x_pixels)
    dy = abs(up) * PIXELS_PER_UNIT + (y_high - y_low) * abs(frame.y_pixels)
    bound = (dx * dx + dy * dy) ** 0.5
    return bound * (1 + 1e-9) + 1e-7 if isfinite(bound) else inf


@lru_cache(maxsize=65536)
def _enclosed(meaning: Meaning) -> tuple[float, float]:
    """Floats around the value of `meaning`; (-inf, inf) when nothing is certain."""
    exact = meaning.expression
    if isinstance(exact, Rational):
        value = exact.p / exact.q
        return nextafter(value, -inf), nextafter(value, inf)
    low, high = -inf, inf
    for bits in (100, 400, 1600):
        try:
            low, high = bounds(evaluate(meaning, bits))
        except ValueError:  # the box of a zero may be narrower than so many bits can tell
            continue
        if isfinite(high - low) and not high - low > 1e-9 * abs(low):
            break  # otherwise digits were lost, as in the difference of near numbers
    return low, high


def _fraction(number: Fraction) -> fmpq:
    return fmpq(number.numerator, number.denominator)


def _sharper(meaning: Meaning) -> Iterator[arb | Verdict]:
    """Ever narrower enclosures; a verdict instead when the meaning cannot be evaluated."""
    for bits in _PRECISIONS:
        with balls.working(bits):
            try:
                value: arb | Verdict = evaluate(meaning, bits)
            except ValueError as problem:
                value = Verdict(False, str(problem))
            yield value


def _wrong(text: str, value: arb) -> Verdict:
    return Verdict(False, f"shown {text}, but the value is {_text(value)}")


def _text(value: arb) -> str:
    return value.str(15, radius=False)
