"""Reading formulas: what they mean, and that nothing else gets in."""

import json
import math
import time
from fractions import Fraction
from pathlib import Path

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational, Symbol

from mathcore.parse import expression
from mathcore.terms import Term, total
from mathcore.vocabulary import FUNCTIONS

X = Symbol("x", real=True)
Y = Symbol("y", real=True)
HOSTILE = json.loads((Path(__file__).parents[1] / "data" / "hostile.json").read_text())["cases"]


def read(text):
    return expression(text, (X, Y))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("-x^2", -(X**2)),
        ("2^3^2", sp.Integer(512)),
        ("2^-x", 2**-X),
        ("x**2", X**2),
        ("2x", 2 * X),
        ("2 sin(x)", 2 * sp.sin(X)),
        ("x(x+1)", X * (X + 1)),
        ("(x+1)(x-2)", (X + 1) * (X - 2)),
        ("1/2 x", X / 2),
        ("x/2/y", X / (2 * Y)),
        ("x y", X * Y),
        ("2*-x", -2 * X),
        ("+x - -y", X + Y),
        ("|x|", sp.Abs(X)),
        ("2|x - 1|y", 2 * Y * sp.Abs(X - 1)),
        ("||x| - 1|", sp.Abs(sp.Abs(X) - 1)),
        ("|x(|y| + 1)|", sp.Abs(X) * (sp.Abs(Y) + 1)),
        ("0.1", Rational(1, 10)),
        (".5x", X / 2),
        ("1.", sp.Integer(1)),
        ("1e-3x", X / 1000),
        ("2.5E2", sp.Integer(250)),
        ("2exp(x)", 2 * sp.exp(X)),
        ("2e", 2 * sp.E),
        ("pi x", sp.pi * X),
        ("−3·π × x", -3 * sp.pi * X),
        ("x² + x⁻¹²", X**2 + X**-12),
        ("√2 x ÷ √(x⋅y)", sp.sqrt(2) * X / sp.sqrt(X * Y)),
        ("log(8, 2)", sp.Integer(3)),
        ("ln(x)", sp.log(X)),
        ("cbrt(-8)", sp.Integer(-2)),
        ("csc(x)", 1 / sp.sin(X)),
        ("max(x, y, 2)", sp.Max(X, Y, 2)),
        ("max(x, e, 2, pi)", sp.Max(X, sp.pi)),
        ("min(1/3, 0.3333333333333333333333)", Rational(3333333333333333333333, 10**22)),
        ("sign(cos(pi/2)) + x", X),
        ("sqrt(x^2)", sp.Abs(X)),
        ("x - x", sp.Integer(0)),
        ("0 sin(x)", sp.Integer(0)),
        ("floor(1/3) + ceil(1/3) + ceil(pi)", sp.Integer(5)),
        ("Piecewise((x, x < 1), (x + 1, True))", sp.Piecewise((X, X < 1), (X + 1, True))),
        ("Piecewise((x, x != 0))", sp.Piecewise((X, sp.Ne(X, 0)))),
    ],
)
def test_a_formula_means_what_a_reader_takes_it_to_mean(text, meaning):
    assert read(text) == meaning


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("exp(25*x/2)-1859/1000", lambda x: math.exp(12.5 * x) - 1.859),
        ("x**(1/31)-31**(1/31)", lambda x: x ** (1 / 31) - 31 ** (1 / 31)),
        ("log((1+x)/(1-x))/2", math.atanh),
        (
            "atanh(x) + asinh(x) + acosh(1+x)",
            lambda x: math.atanh(x) + math.asinh(x) + math.acosh(1 + x),
        ),
        ("1000/(1+99*exp(-x/2))", lambda x: 1000 / (1 + 99 * math.exp(-x / 2))),
        ("x^(x^x)", lambda x: x ** (x**x)),
        ("acsch(x)", lambda x: math.asinh(1 / x)),
        ("coth(x) sech(x) csch(x)", lambda x: 1 / math.sinh(x) ** 2),
        ("cot(x)sec(x)", lambda x: 1 / math.sin(x)),
        ("erf(x) + erfc(x)", lambda x: 1.0),
        ("gamma(x)", math.gamma),
        ("atan2(x, 2) + sgn(x)", lambda x: math.atan2(x, 2) + 1),
        ("min(x, 0.5, 1)", lambda x: min(x, 0.5)),
        ("arcsin(x)arccos(x)", lambda x: math.asin(x) * math.acos(x)),
    ],
)
@pytest.mark.parametrize("at", [0.25, 0.7])
def test_values_agree_with_the_same_formula_in_floats(text, value, at):
    assert float(read(text).xreplace({X: Rational(at)})) == pytest.approx(value(at), rel=1e-13)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_the_two_forms_of_each_function_agree(name):
    word = FUNCTIONS[name]
    for numbers in ((0.3, 0.6)[: word.most], (1.25, 0.5)[: word.most]):
        try:
            worth = word.worth(*numbers)
        except ValueError:
            continue
        built = word.build(*map(Rational, numbers))

        assert float(built) == pytest.approx(worth, rel=1e-14)


@st.composite
def _sums(draw, depth=3):
    """A text of integers, signs and brackets, and its value as a fraction."""
    if depth == 0 or draw(st.booleans()):
        n = draw(st.integers(0, 99))
        return str(n), Fraction(n)
    (a, p), (b, q) = draw(_sums(depth - 1)), draw(_sums(depth - 1))
    sign = draw(st.sampled_from("+-*/" if q else "+-*"))
    value = {"+": p + q, "-": p - q, "*": p * q, "/": p / q if q else None}[sign]
    return f"({a}){sign}({b})", value


@given(_sums())
@settings(max_examples=60, deadline=None)
def test_arithmetic_is_exact(case):
    text, value = case

    assert read(text) == Rational(value.numerator, value.denominator)


@given(st.text(alphabet="xyπe()|+-*/^.,<√²⁻ 0123456789sincoloqrtabPTrue_\x00é", max_size=25))
@settings(max_examples=150, deadline=None)
def test_any_text_is_a_formula_in_its_variables_or_is_refused(text):
    found, refusal = None, ""
    try:
        found = read(text)
    except ValueError as error:
        refusal = str(error)

    assert "column" in refusal if found is None else found.free_symbols <= {X, Y}
    assert found is None or found.is_finite is not False


@pytest.mark.parametrize(
    "case", [c for c in HOSTILE if c["required"] == "reject"], ids=lambda c: c["id"]
)
def test_code_is_refused(case):
    with pytest.raises(ValueError, match="column"):
        expression(case["input"], (X,))


@pytest.mark.parametrize(
    "case", [c for c in HOSTILE if c["required"] != "reject"], ids=lambda c: c["id"]
)
def test_other_hostile_text_is_refused_by_its_column_and_at_once(case):
    start = time.perf_counter()
    with pytest.raises(ValueError, match=r"cannot be read at column \d+: "):
        expression(case["input"], (X,))

    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("", 1, "a number or a name was expected, not the end"),
        ("x +", 4, "not the end"),
        ("(x", 3, "'\\)' was expected, not the end"),
        ("x)", 2, "nothing more was expected, not '\\)'"),
        ("x 2", 3, "a sign is missing before '2'"),
        ("sin x", 5, "sin needs brackets"),
        ("sin()", 5, "a number or a name was expected"),
        ("sin(x, y)", 1, "sin takes 1 argument"),
        ("max(x)", 1, "max takes 2 to 8 argument"),
        ("xy", 1, "'xy' is unknown here; the variables are: x, y"),
        ("2 + z", 5, "'z' is unknown"),
        ("|x", 3, "'|' was expected"),
        ("x\u202e", 2, "right-to-left override"),
        ("х", 1, "cyrillic small letter ha"),
        ("x\t", 2, "does not belong"),
        ("1/0", 2, "no finite real value"),
        ("0/0", 2, "no finite real value"),
        ("1/(x-x)", 2, "no finite real value"),
        ("tan(pi/2)", 1, "no finite real value"),
        ("sqrt(-1)", 1, "no finite real value"),
        ("(-8)^(1/3)", 5, "no finite real value"),
        ("log(0)", 1, "no finite real value"),
        ("sqrt(-x^2)", 1, "no finite real value"),
        ("(-2)^x", 5, "needs a positive base"),
        ("exp(1000)", 1, "no finite real value"),
        ("1/(0.1+0.2-0.3)", 2, "no finite real value"),
        ("sqrt(2)+sqrt(3)-sqrt(5+2sqrt(6))", 1, "cannot be told from zero"),
        ("exp(-1000)", 1, "cannot be told from zero"),
        ("1/acosh((sqrt(5)-1)(sqrt(5)+1)/4)", 3, "cannot be told from zero, or from what has no"),
        ("sin((sqrt(5)-1)(sqrt(5)+1)pi/4)", 1, "cannot be told from zero"),
        ("max(x, 1, tanh(250))", 1, "cannot be told from one another"),
        ("1/sin(max(pi, 3))", 2, "no finite real value"),
        ("floor((sqrt(2)+1)^2-2sqrt(2))", 1, "cannot be told from a whole number"),
        ("x + pi - x", 1, "the variables cancel"),
        ("9^9^9^9", 4, "larger than 1000"),
        ("(x^1000)^1000", 9, "larger than 1000"),
        ("2^(x + 1e9)", 2, "larger than 1000"),
        ("((1/3)^x)^(1e200/x)", 10, "larger than 1000"),
        ("x^0.12345678", 2, "too many digits"),
        ("7^999", 2, "no finite real value"),
        ("(1e100 x)^30", 10, "too long"),
        ("(1e100 x)(1e100 x)(1e100 y)(1e100 y)", 1, "too long for a float"),
        ("1e999999999", 1, "the number is too long"),
        ("1" * 50, 1, "the number is too long"),
        ("1e200 * 1e200", 1, "too large"),
        ("sin(1e40)", 1, "beyond 1e\\+30"),
        ("sqrt(2)+sqrt(3)+sqrt(5)+sqrt(7)+sqrt(11)+sqrt(13)+sqrt(17)", 1, "too many roots"),
        ("log(x)^50", 7, "multiplied more than 12 times"),
        ("sin(" * 6 + "x" + ")" * 6, 1, "deeper than 5 levels"),
        ("(" * 50 + "x" + ")" * 50, 41, "deeper than 40 levels"),
        ("-" * 50 + "x", 41, "deeper than 40 levels"),
        ("x+" * 1000 + "x", 2001, "longer than 2000 characters"),
        ("x+" * 900 + "x", 801, "more than 800 words"),
        ("Piecewise((x, y + 1))", 15, "a condition compares a variable with a constant"),
        ("Piecewise((x, x < y))", 17, "a condition compares a variable with a constant"),
        ("exp(log(y + 1, acos(0.5)^(2/pi/1e200)))", 1, "cannot work this out"),
        ("Piecewise(x)", 11, "'\\(' was expected"),
    ],
)
def test_a_refusal_says_where_and_why(text, column, reason):
    with pytest.raises(ValueError, match=rf"cannot be read at column {column}: .*{reason}"):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "x+y+sin(x)+" * 80 + "2",
        "*".join(f"(x+{n})" for n in range(130)),
        "1/(x+" * 38 + "1" + ")" * 38,
        "sqrt(1+" * 4 + "sqrt(x)" + ")" * 4,
        "|sinh((log(x)^3+sqrt(x))^3)|",
        "ceil(sinh(log(x)^12))",
        "(1234567890123456789012345678901234567891-0.1)^(29/7)",
        "^".join("x" * 5),
        "|" + "".join(f"(sqrt(x)+{n})" for n in range(60)) + "|",
    ],
)
def test_the_costliest_formulas_are_read_at_once(text):
    start = time.process_time()
    read(text)

    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    "name",
    ["lambda", "sin", "__class__", "x_", "x__1", "x;y", "π", "pi", "x" * 40, "a.b", "1x", ""],
)
def test_a_variable_has_a_plain_name(name):
    with pytest.raises(ValueError, match="a variable's name is letters and digits"):
        expression("1", (Symbol(name) if name else sp.Dummy(""),))


def test_two_variables_of_one_name_are_refused():
    with pytest.raises(ValueError, match="a name of its own"):
        expression("x", (X, Symbol("x")))


def test_a_variable_may_be_called_e():
    e = Symbol("e", real=True)

    assert expression("e^2", (e,)) == e**2


def test_without_variables_there_are_constants():
    with pytest.raises(ValueError, match="the variables are: none"):
        expression("x", ())

    assert expression("2 pi", ()) == 2 * sp.pi


def test_a_sum_that_is_rational_is_worth_exactly_that():
    nearly = total((Term(Rational(1, 3), 0.3), Term(Rational(2, 3), 0.6)))

    assert nearly.number == 1.0
