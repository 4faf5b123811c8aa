"""Parts of formulas on both sides of each limit, and what a part is worth."""

import math

import pytest
import sympy as sp
from sympy import Integer, Rational

from mathcore.terms import Term, apply, literal, power, product, reciprocal, total

X = Term(sp.Symbol("x", real=True))
LOOSE = Term(sp.Symbol("z"))
ROOT = Term(sp.sqrt(2), math.sqrt(2), 1)


def whole(number):
    return Term(Integer(number), float(number))


@pytest.mark.parametrize(
    ("text", "exact"),
    [("0.1", Rational(1, 10)), ("12E-3", Rational(3, 250)), ("2e3", 2000), ("9" * 40, 10**40 - 1)],
)
def test_a_decimal_is_taken_exactly_and_carries_its_float(text, exact):
    found = literal(text)

    assert found.expression == exact
    assert found.number == float(exact)
    assert found.depth == 0


@pytest.mark.parametrize("text", ["9" * 41, "1e251", "1e-251", "1e00001"])
def test_a_number_that_is_too_long_is_refused(text):
    with pytest.raises(ValueError, match="the number is too long"):
        literal(text)


@pytest.mark.parametrize("text", ["1e250", "1e-250", "1e025"])
def test_a_number_that_is_just_short_enough_is_read(text):
    assert literal(text).number == float(text)


def test_a_sum_is_worth_a_number_only_if_all_its_parts_are():
    assert total([whole(1), whole(2)]) == Term(Integer(3), 3.0, 0)
    assert total([ROOT, whole(1)]).number == math.sqrt(2) + 1
    assert total([ROOT, whole(1)]).depth == 1
    assert total([X, whole(1)]).number is None
    assert total([Term(X.expression, None, 3), ROOT]).depth == 3


def test_a_sum_that_may_be_zero_is_refused_and_one_that_is_zero_is_not():
    near = Term(sp.pi, math.pi, 1)

    assert total([whole(2), whole(-2)]) == Term(Integer(0), 0.0, 0)
    assert total([near, Term(Rational(-314159, 10**5), -3.14159)]).number == math.pi - 3.14159
    with pytest.raises(ValueError, match="cannot be told from zero"):
        total([near, Term(Rational(-314159265359, 10**11), -3.14159265359)])


def test_a_product_with_zero_is_zero_whatever_else_is_in_it():
    assert product([whole(0), X]) == Term(Integer(0), 0.0, 0)
    assert product([whole(2), whole(0)]) == Term(Integer(0), 0.0, 0)
    with pytest.raises(ValueError, match="no finite real value"):
        reciprocal(product([whole(0), X]))


def test_a_product_is_worth_the_product_of_its_numbers():
    assert product([whole(2), ROOT]).number == 2 * math.sqrt(2)
    assert product([X, ROOT]).number is None
    assert product([Term(X.expression, None, 2), ROOT]).depth == 2
    assert reciprocal(whole(4)) == Term(Rational(1, 4), 0.25, 0)


def test_a_constant_may_be_as_large_as_a_float_nearly_is():
    assert product([literal("1e250"), literal("1e50")]).number == 1e300
    with pytest.raises(ValueError, match="this constant is too large"):
        product([literal("1e250"), literal("2e50")])


@pytest.mark.parametrize(
    ("base", "exponent", "depth"),
    [
        (X, whole(1), 0),
        (X, whole(9), 0),
        (LOOSE, whole(1), 0),
        (LOOSE, whole(-1), 0),
        (LOOSE, whole(3), 1),
        (LOOSE, whole(-3), 1),
        (LOOSE, whole(4), 2),
        (X, Term(Rational(1, 2), 0.5), 1),
        (whole(2), X, 1),
    ],
)
def test_a_power_counts_as_levels_of_nesting(base, exponent, depth):
    assert power(base, exponent).depth == depth


def test_a_power_of_numbers_is_worth_its_value():
    assert power(whole(2), whole(10)) == Term(Integer(1024), 1024.0, 0)
    assert power(whole(2), Term(Rational(1, 2), 0.5)).number == pytest.approx(math.sqrt(2))
    assert power(X, whole(2)).number is None
    assert power(whole(2), X).number is None


@pytest.mark.parametrize("base", [whole(0), whole(-1)])
def test_a_variable_power_needs_a_positive_base(base):
    with pytest.raises(ValueError, match="a variable power needs a positive base"):
        power(base, X)


@pytest.mark.parametrize(
    ("base", "exponent", "reason"),
    [
        (X, whole(1001), "an exponent is larger than 1000"),
        (X, whole(-1001), "an exponent is larger than 1000"),
        (X, Term(Rational(1, 10**6 + 1), 1e-6), "an exponent has too many digits"),
        (whole(2), whole(1021), "an exponent is larger"),
        (X, Term(Rational(1, 5001), 1 / 5001), "the number becomes too long$"),
        (whole(-8), Term(Rational(1, 3), 1 / 3), "no finite real value"),
        (whole(0), whole(-1), "no finite real value"),
        (whole(10**9), whole(200), "the number becomes too long$"),
    ],
)
def test_a_power_that_would_be_long_or_unreal_is_refused(base, exponent, reason):
    with pytest.raises(ValueError, match=reason):
        power(base, exponent)


@pytest.mark.parametrize(
    ("base", "exponent"),
    [
        (X, whole(1000)),
        (X, whole(-1000)),
        (X, Term(Rational(1, 5000), 1 / 5000)),
        (whole(3), whole(600)),
        (whole(10**9), whole(30)),
    ],
)
def test_a_power_within_the_limits_is_made(base, exponent):
    made = power(base, exponent).expression

    assert made == base.expression**exponent.expression


def test_functions_may_be_nested_five_deep():
    nested = X
    for level in range(1, 6):
        nested = apply(sp.sin, math.sin, [nested], 1)

        assert nested.depth == level
    with pytest.raises(ValueError, match="nested deeper than 5 levels"):
        apply(sp.sin, math.sin, [nested], 1)
    with pytest.raises(ValueError, match="nested deeper than 5 levels"):
        apply(sp.sin, math.sin, [Term(X.expression, None, 4)], 2)


def test_a_function_of_a_constant_is_worth_its_value():
    assert apply(sp.exp, math.exp, [whole(2)], 1).number == math.exp(2)
    assert apply(sp.exp, math.exp, [whole(0)], 1) == Term(Integer(1), 1.0, 0)
    with pytest.raises(ValueError, match="no finite real value"):
        apply(sp.log, math.log, [whole(-1)], 1)
    with pytest.raises(ValueError, match="no finite real value"):
        apply(sp.exp, math.exp, [whole(1000)], 1)


def test_a_function_is_asked_of_no_huge_constant():
    assert apply(sp.atan, math.atan, [literal("1e30")], 1).number == math.atan(1e30)
    for text in ("1.1e30", "-1.1e30"):
        huge = product([literal("1.1e30"), whole(-1 if text[0] == "-" else 1)])
        with pytest.raises(ValueError, match="a function is asked of a constant beyond 1e"):
            apply(sp.atan, math.atan, [huge], 1)


def test_too_many_roots_in_a_constant_are_refused():
    roots = [Term(Integer(p) ** Rational(1, q), p ** (1 / q), 1) for p, q in ((2, 8), (3, 8))]

    assert total(roots).number == pytest.approx(2 ** (1 / 8) + 3 ** (1 / 8))
    with pytest.raises(ValueError, match="combines too many roots"):
        total([*roots, Term(sp.sqrt(5), math.sqrt(5), 1)])


def test_what_may_not_be_real_is_multiplied_twelve_times_at_most():
    assert power(LOOSE, whole(12)).expression == LOOSE.expression**12
    with pytest.raises(ValueError, match="multiplied more than 12 times"):
        power(LOOSE, whole(13))


def test_variables_that_cancel_are_refused_unless_a_rational_is_left():
    minus = product([whole(-1), X])
    with_root = total([X, ROOT])

    assert total([X, minus]) == Term(Integer(0), 0.0, 0)
    with pytest.raises(ValueError, match="the variables cancel here"):
        total([with_root, minus])
