"""How a number is written: to so many decimals, or to so many significant figures.

The digits come from the exact binary value of the float, a tie going to the even digit. When
the truth lies so near a tie that the float falls on its other side, the text is wrong, and
`mathcore.proof.number` says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from math import isfinite

_CONTEXT = Context(prec=1200, rounding=ROUND_HALF_EVEN)
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Written:
    """A number as canonical `text` ("-1.20e-5") and as Typst mathematics."""

    text: str
    typst: str


def write(value: float, *, digits: int | None = None, figures: int | None = None) -> str:
    """The canonical text of `value`: ASCII, a point as decimal mark, no grouping.

    Args:
        value: any finite number; a `Quantity` is written as its float.
        digits: decimals after the point (0 writes an integer), or
        figures: significant figures; an exponent is written below 1e-3 and from 1e6 on.

    Raises:
        ValueError: `value` is not finite, or not exactly one of `digits` (>= 0) and `figures`
            (>= 1) is given.
    """
    if not isfinite(value):
        raise ValueError(f"only a finite number can be written, got {float(value)!r}")
    if (digits is None) == (figures is None) or (digits or 0) < 0 or figures == 0:
        raise ValueError(f"give digits >= 0 or figures >= 1, got {digits=} and {figures=}")
    number = Decimal(float(value))
    if digits is not None:
        return _unsigned_zero(f"{_CONTEXT.quantize(number, Decimal(1).scaleb(-digits)):f}")
    return _significant(number, figures or 1)


def written(value: float, *, digits: int | None = None, figures: int | None = None) -> Written:
    """The canonical text of `value` (see `write`) with its Typst form."""
    text = write(value, digits=digits, figures=figures)
    return Written(text, typst(text))


def typst(text: str, decimal_mark: str = ".") -> str:
    """Canonical `text` as Typst mathematics in a language's own decimal mark.

    >>> typst("-1.20e-5")
    '-1.20 times 10^(-5)'
    >>> typst("12345.5", decimal_mark=",")
    '12 thin 345","5'
    """
    mark = decimal_mark if decimal_mark == "." else f'"{decimal_mark}"'
    shown, exponent = _signed(text, "-", " thin ", mark)
    if not exponent:
        return shown
    power = f"10^({exponent})" if exponent.startswith("-") else f"10^{exponent}"
    return f"{shown} times {power}"


def plain(text: str, decimal_mark: str = ".") -> str:
    r"""Canonical `text` as it is printed in a sentence, in a language's own decimal mark.

    >>> plain("-1.20e-5")
    '−1.20 × 10⁻⁵'
    >>> plain("12345.5", decimal_mark=",")
    '12\u202f345,5'
    """
    shown, exponent = _signed(text, "−", "\u202f", decimal_mark)  # a narrow space
    return f"{shown} × 10{exponent.translate(_RAISED)}" if exponent else shown


def _signed(text: str, minus: str, space: str, mark: str) -> tuple[str, str]:
    """The mantissa of `text` with these signs in it, and the exponent, empty where there is none.

    From five digits on those before the decimal mark stand in groups of three, a `space` between.
    """
    mantissa, _, exponent = text.partition("e")
    whole, _, decimals = mantissa.removeprefix("-").partition(".")
    if len(whole) >= 5:
        whole = f"{int(whole):,}".replace(",", space)
    sign = minus if mantissa.startswith("-") else ""
    return sign + whole + (mark + decimals if decimals else ""), exponent


def _significant(number: Decimal, figures: int) -> str:
    """Every digit before the point is written, also those beyond `figures`: none is made up."""
    if not number:
        return f"{Decimal(0):.{figures - 1}f}"
    rounded = Context(prec=figures, rounding=ROUND_HALF_EVEN).plus(number)
    exponent = rounded.adjusted()
    if -3 <= exponent < 6:
        decimals = max(0, figures - 1 - exponent)
        return f"{_CONTEXT.quantize(number, Decimal(1).scaleb(-decimals)):f}"
    mantissa = _CONTEXT.scaleb(rounded, -exponent)
    return f"{_CONTEXT.quantize(mantissa, Decimal(1).scaleb(1 - figures)):f}e{exponent}"


def _unsigned_zero(text: str) -> str:
    return text.removeprefix("-") if not text.strip("-0.") else text


def shortest(value: float) -> str:
    """The shortest decimal that reads back as the same float, as canonical text.

    >>> shortest(0.5), shortest(-2.0), shortest(1e-7)
    ('0.5', '-2', '1e-7')

    Raises:
        ValueError: `value` is not finite.
    """
    if not isfinite(value):
        raise ValueError(f"only a finite number can be written, got {float(value)!r}")
    number = Decimal(repr(float(value))).normalize()
    if not number or -4 <= number.adjusted() < 7:
        return _unsigned_zero(f"{number:f}")
    digits = "".join(map(str, number.as_tuple().digits))
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[0]}{'.' + digits[1:] if digits[1:] else ''}e{number.adjusted()}"
