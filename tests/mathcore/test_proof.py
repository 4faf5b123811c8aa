"""The prover: what is true it proves, and every planted fault it finds."""

from math import inf, pi

import mpmath
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import newton, proof
from mathcore.frame import Frame
from mathcore.functions import Function
from mathcore.quantity import Iterate, Meaning, compose, exact, iterate, zero

x, h = sp.symbols("x h", real=True)
FRAME = Frame(-3, 3, -2, 2, -5, 5, -3, 3)


def third(n: int = 3) -> Meaning:
    return Meaning(sp.Rational(1, n))


def slope(formula: sp.Expr, at: sp.Rational) -> Meaning:
    return Meaning(sp.Subs(sp.Derivative(formula, x), x, at))


ROOT = zero([-1.769], (x,), (x**3 - 2 * x + 2,), ((sp.Integer(-2), sp.Integer(-1)),))[0].meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("0.33", third()),
        ("-1.77", ROOT),
        ("-1.76929235423863141524040946433503349267", ROOT),
        ("1.414", Meaning(sp.sqrt(2))),
        ("3.14159265358979323846264338327950288", Meaning(sp.pi)),
        ("0.54", slope(sp.sin(x), sp.Integer(1))),
        ("1.20e-5", Meaning(sp.Rational("0.000012"))),
        ("0.00", Meaning(sp.Rational(-1, 1000))),
        ("2", Meaning(sp.Rational(5, 2))),
        ("0.2", slope(x**2, sp.Rational(1, 8))),
        ("0.2", slope(3 * x**2 / 10, sp.Rational(1, 4))),
        ("0.2", iterate([0.15], (x,), (x / 2,), [0.3], 1)[0].meaning),
        ("0.4", zero([0.35], (x,), (20 * x - 7,), ((sp.S.Zero, sp.S.One),))[0].meaning),
    ],
)
def test_the_right_digits_are_proved(text, meaning):
    assert proof.number(text, meaning) == proof.Verdict(True)


@pytest.mark.parametrize(
    ("text", "meaning", "truth"),
    [
        ("0.34", third(), "0.333333333333333"),
        ("1.415", Meaning(sp.sqrt(2)), "1.414213562373"),
        ("-1.76", ROOT, "-1.76929235423863"),
        ("-1.78", ROOT, "-1.76929235423863"),
        ("3", Meaning(sp.Rational(5, 2)), "2.5"),
        ("0.3", slope(x**2, sp.Rational(1, 8)), "0.25"),
        ("0.1", slope(3 * x**2 / 10, sp.Rational(1, 4)), "0.15"),
        ("0.3", zero([0.35], (x,), (20 * x - 7,), ((sp.S.Zero, sp.S.One),))[0].meaning, "0.35"),
        ("2.51", Meaning(sp.Rational(5, 2) - sp.Rational(1, 10**30)), "2.5"),
    ],
)
def test_a_wrong_digit_is_found_and_the_truth_is_told(text, meaning, truth):
    verdict = proof.number(text, meaning)

    assert not verdict.proved
    assert verdict.reason.startswith(f"shown {text}, but the value is {truth}")


def test_a_truth_just_below_a_tie_is_not_rounded_up():
    """The float of 2.5 - 1e-30 is 2.5 itself: only the meaning can tell."""
    below = Meaning(sp.Rational(7, 2) - sp.Rational(1, 10**30))

    assert proof.number("3", below).proved
    assert not proof.number("4", below).proved


def test_a_distance_of_1e_60_from_a_tie_is_seen():
    near = Meaning(sp.Rational(1, 2) + sp.exp(-140))

    assert proof.number("1", near).proved
    assert not proof.number("0", near).proved


def test_a_tie_that_cannot_be_decided_is_not_proved(monkeypatch):
    monkeypatch.setattr(proof, "rational", lambda meaning: None)

    assert "undecided" in proof.number("2", slope(3 * x**2 / 10, sp.Rational(25, 6))).reason


@pytest.mark.parametrize("text", ["", "two", "nan", "1.2.3", "inf"])
def test_what_is_not_a_number_is_not_proved(text):
    assert "is not a number" in proof.number(text, third()).reason


@settings(max_examples=30, deadline=None)
@given(st.fractions(-50, 50, max_denominator=997), st.integers(0, 25))
def test_sines_are_proved_as_mpmath_rounds_them(at, digits):
    with mpmath.workdps(60):
        true = mpmath.sin(mpmath.mpf(at.numerator) / at.denominator)
        units = int(mpmath.nint(true * mpmath.mpf(10) ** digits))
    sign = "-" if units < 0 else ""
    whole, part = divmod(abs(units), 10**digits)
    text = f"{sign}{whole}" + (f".{part:0{digits}d}" if digits else "")
    meaning = Meaning(sp.sin(sp.Rational(at.numerator, at.denominator)))

    assert proof.number(text, meaning).proved


def test_a_symbol_that_nothing_binds_is_named():
    assert proof.number("1.00", Meaning(x)).reason == "nothing says what x is in x"


@pytest.mark.parametrize(
    ("value", "meaning", "agrees"),
    [
        (1 / 3, third(), True),
        (0.0, Meaning(sp.S.Zero), True),
        (pi, Meaning(sp.pi), True),
        (3.1416, Meaning(sp.pi), False),
        (inf, Meaning(sp.pi), False),
        (1e-12, Meaning(sp.S.Zero), False),
        (1.0, Meaning(sp.log(-1 - x**2).subs(x, 2)), False),
        (1.0, Meaning(x), False),
    ],
)
def test_a_float_must_agree_with_its_meaning(value, meaning, agrees):
    assert proof.close(value, meaning).proved is agrees


def test_the_distance_of_a_point_is_measured_in_pixels():
    wanted = (third(), Meaning(sp.sin(sp.Rational(1, 3))))
    there = (10 / 6 / 3, 6 / 4 * float(mpmath.sin(mpmath.mpf(1) / 3)))

    assert proof.distance(wanted, there, FRAME) < 1e-5
    assert proof.distance(wanted, (there[0] + 3 / 135, there[1] - 4 / 135), FRAME) == pytest.approx(
        5
    )


def test_a_tangent_one_percent_too_steep_is_more_than_half_a_pixel_off():
    """Slope of x² at 1, drawn to x = 2: 1 % of a rise of 2 is 0.02 units, 4 pixels here."""
    end = compose(3.0, lambda m: 1 + m, exact(2))
    wanted = (Meaning(sp.Integer(2)), end.meaning)
    frame = Frame(-3, 3, -4, 4, -5, 5, -3, 3)

    assert proof.distance(wanted, (10 / 3, 3 * 3 / 4), frame) < 1e-5
    assert proof.distance(wanted, (10 / 3, 3.02 * 3 / 4), frame) > 0.5


def test_a_point_of_no_certain_value_is_infinitely_far():
    assert proof.distance((Meaning(x), third()), (0, 0), FRAME) == inf


def test_an_iterate_of_a_wrong_count_is_found():
    halves = Meaning(h, (Iterate((h,), (x,), (x / 2,), (sp.S.One,), 3),))

    assert proof.number("0.125", halves).proved
    assert not proof.number("0.250", halves).proved


def test_a_step_count_that_low_precision_cannot_decide_is_proved_by_sharper_balls():
    """From 1/2, x^20 - 1 sends Newton's method far away, from where it takes many steps back."""
    trace = newton.iterate(Function.parse("x^20 - 1"), 0.5)
    count = int(trace.steps)

    assert count > 100
    assert proof.number(str(count), trace.steps.meaning).proved
    assert not proof.number(str(count - 1), trace.steps.meaning).proved
    assert not proof.number(str(count + 1), trace.steps.meaning).proved


def test_a_place_known_to_thirty_digits_can_be_drawn():
    """Its box is narrower than coarse balls can tell apart."""
    root = sp.integer_nthroot(2 * 10**60, 2)[0]
    box = (sp.Rational(root, 10**30), sp.Rational(root + 1, 10**30))
    (place,) = zero((1.4142135623730951,), (x,), (x**2 - 2,), (box,))
    frame = Frame(0, 2, 0, 1, 0, 2, 0, 1)

    assert proof.distance((place.meaning, Meaning(x * 0)), (2**0.5, 0.0), frame) < 1e-5


def test_what_few_digits_cannot_enclose_is_compared_to_more():
    """One over what pi is beyond its first sixty digits: at 170 bits a quotient by about zero."""
    with mpmath.workdps(120):
        shown = sp.Rational(mpmath.nstr(mpmath.floor(mpmath.pi * 10**59), 60) + "e-59")
        true = float(1 / (mpmath.pi - mpmath.mpf(shown.p) / shown.q))
    meaning = Meaning(1 / (sp.pi - shown))

    assert true > 1e58
    assert proof.close(true, meaning).proved
    assert not proof.close(true * 1.001, meaning).proved


def test_a_float_is_not_close_to_what_cannot_be_enclosed():
    verdict = proof.close(1.2020569, Meaning(sp.zeta(3)))

    assert not verdict.proved
    assert "no interval form" in verdict.reason


def test_a_point_without_a_certain_value_is_infinitely_far():
    nowhere = Meaning(1 / (sp.sin(1) ** 2 + sp.cos(1) ** 2 - 1))

    assert proof.distance((nowhere, Meaning(sp.Integer(0))), (0.0, 0.0), FRAME) == inf


def test_a_box_too_narrow_for_few_bits_is_no_reason_to_give_up():
    """Between two decimals of 80 digits the root of 2 is told apart with more than 170 bits."""
    digits = sp.floor(sp.sqrt(2) * sp.Integer(10) ** 80)
    box = (sp.Rational(digits, 10**80), sp.Rational(digits + 1, 10**80))
    (root,) = zero((2**0.5,), (x,), (x**2 - 2,), (box,))

    assert proof.number("1.41421", root.meaning).proved
    assert not proof.number("1.41422", root.meaning).proved
    assert proof.close(2**0.5, root.meaning).proved
    assert not proof.close(1.4143, root.meaning).proved


def test_a_point_that_is_known_only_within_an_interval_is_as_far_as_it_may_be():
    """The sine of 3^9999 is between -1 and 1: no more is known with fewer than 4770 digits."""
    unknown, naught = Meaning(sp.sin(sp.Integer(3) ** 9999, evaluate=False)), Meaning(sp.S.Zero)

    assert proof.distance((unknown, naught), (0, 0), FRAME) >= 2 * FRAME.x_pixels
    assert proof.distance((naught, unknown), (0, 0), FRAME) >= 2 * FRAME.y_pixels
