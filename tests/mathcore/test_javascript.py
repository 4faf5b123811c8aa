"""Formulas as JavaScript: the text is read by a small evaluator here, and by node where it is."""

import json
import math
import re
import shutil
import subprocess

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore.as_typed import as_typed
from mathcore.functions import Function
from mathcore.javascript import expression, function
from mathcore.parse import expression as parse

x, y = sp.symbols("x y", real=True)

FORMULAS = [
    "x^3 - 2x + 2",
    "sin(2x^5 + 3x)/e^(7x)",
    "-(-x) - -2",
    "-x^2",
    "x^(1/3)",
    "cbrt(x)",
    "sqrt(x)/x^2/3",
    "1/x",
    "1/(x - 1/2)^2 - 3/4 x",
    "tan(x) + asin(x/3) acos(x/3) - atan(x)",
    "sinh(x) cosh(x) tanh(x) + asinh(x)",
    "acosh(x) atanh(x/9)",
    "|x - 1| sign(x) floor(x) ceil(x/2)",
    "max(x, 2, x^2) - min(x, 1)",
    "log(x, 2) + ln(|x|)",
    "2^-x + x^x^2 + e^pi",
    "atan2(x, x - 1)",
    "atan2(x^2 - x, sin(x))",
    "Piecewise((x, x < -1), (2, x <= 3), (1/x, x == 4))",
    "1e-30 x + 12345678901234567890",
    "exp(400 x)",
]
PLACES = (-8.0, -1.5, -0.25, 0.0, 0.5, 1.0, 2.5, 3.0, 4.0)


class Reader:
    """A recursive-descent evaluator of the JavaScript that a formula needs."""

    TOKEN = re.compile(
        r"\s*(Math\.\w+|[A-Za-z_]\w*|[0-9]+\.?[0-9]*(?:e-?[0-9]+)?|[<>=!]=+|&&|\|\||.)"
    )
    LEVELS = (("||",), ("&&",), ("==", "===", "!=", "<", "<=", ">", ">="), ("+", "-"), ("*", "/"))

    def __init__(self, text, **names):
        self.tokens = [*self.TOKEN.findall(text), ""]
        self.names = names

    def take(self, *wanted):
        return self.tokens.pop(0) if self.tokens[0] in wanted else None

    def whole(self):
        value = self.choice()
        assert self.tokens == [""], self.tokens
        return value

    def choice(self):
        value = self.level(0)
        if self.take("?"):
            yes = self.choice()
            assert self.take(":")
            no = self.choice()
            return yes if value else no
        return value

    def level(self, depth):
        if depth == len(self.LEVELS):
            return self.atom()
        value = self.level(depth + 1)
        while sign := self.take(*self.LEVELS[depth]):
            value = CALCULATED[sign](value, self.level(depth + 1))
        return value

    def atom(self):
        if self.take("-"):
            assert self.tokens[0] != "-", "-- counts down"
            return -self.atom()
        if self.take("("):
            value = self.choice()
            assert self.take(")")
            return value
        token = self.tokens.pop(0)
        if token.startswith("Math.") and self.take("("):
            arguments = [self.choice()]
            while self.take(","):
                arguments.append(self.choice())
            assert self.take(")")
            return float(CALLED[token[5:]](*arguments))
        named = {"Math.PI": math.pi, "Math.E": math.e, "NaN": math.nan, **self.names}
        return named[token] if token in named else np.float64(token)


CALCULATED = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: np.float64(a) / np.float64(b),
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "&&": lambda a, b: a and b,
    "||": lambda a, b: a or b,
}
PLAIN = "sin cos tan sinh cosh tanh exp log sqrt floor ceil abs sign pow"
INVERSE = "sin cos tan tan2 sinh cosh tanh"
CALLED = {name: getattr(np, name) for name in PLAIN.split()}
CALLED |= {f"a{name}": getattr(np, f"arc{name}") for name in INVERSE.split()}
CALLED |= {"max": lambda *each: np.max(each), "min": lambda *each: np.min(each)}


@pytest.mark.parametrize("text", FORMULAS)
def test_the_text_has_the_values_of_the_formula(text):
    f = Function.parse(text)
    for written in (expression(f.expression), expression(as_typed(text, (f.variable,)))):
        for place in PLACES:
            with np.errstate(all="ignore"):
                value = Reader(written, x=np.float64(place)).whole()
            expected = float(f(place))

            assert (value if math.isfinite(value) else math.nan) == pytest.approx(
                expected, rel=1e-9, abs=1e-300, nan_ok=True
            )


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_node_finds_the_same_values():
    functions = [Function.parse(text) for text in FORMULAS]
    table = ", ".join(each.javascript for each in functions)
    script = (
        f"console.log(JSON.stringify([{table}].map(f => {json.dumps(PLACES)}.map(f)"
        ".map(v => Number.isNaN(v) ? null : v))))"
    )
    node = [shutil.which("node"), "-e", script]
    rows = json.loads(subprocess.run(node, capture_output=True, check=True, timeout=60).stdout)
    expected = [[float(f(place)) for place in PLACES] for f in functions]

    for row, truth in zip(rows, expected, strict=True):
        values = [math.nan if value is None else value for value in row]
        assert values == pytest.approx(truth, rel=1e-9, abs=1e-300, nan_ok=True)


LEAVES = st.sampled_from(["x", "y", "2", "(1/3)", "(-4)"])
RANDOM = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.tuples(parts, st.sampled_from("+-*/"), parts).map(lambda p: "({}){}({})".format(*p)),
        parts.map(lambda part: f"-({part})"),
        parts.map(lambda part: f"({part})^-2"),
        parts.map(lambda part: f"sqrt(|{part}|)"),
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(text=RANDOM)
def test_brackets_stand_wherever_they_are_needed(text):
    try:
        plain, typed = parse(text, (x, y)), as_typed(text, (x, y))
        exact = plain.subs({x: sp.Rational(5, 4), y: sp.Rational(-7, 8)}).evalf(30)
    except ValueError:
        return
    if not exact.is_finite:
        return
    for formula in (plain, typed):
        with np.errstate(all="ignore"):
            value = Reader(expression(formula), x=1.25, y=-0.875).whole()

        assert value == pytest.approx(float(exact), rel=1e-6, abs=1e-9, nan_ok=True)


def test_a_function_has_no_value_where_floats_are_infinite():
    assert (
        Function.parse("1/x").javascript
        == function(1 / x, (x,))
        == ("(x) => { const $ = 1/(x); return Number.isFinite($) ? $ : NaN; }")
    )


def test_names_that_javascript_keeps_for_itself_are_changed():
    new, root = sp.Symbol("new"), sp.Symbol("Math")

    assert expression(new + root) == "Math$ + new$"
    assert function(new * x_0, (new, x_0)).startswith("(new$, x_0) => { const $ = new$*x_0;")


x_0 = sp.Symbol("x_0")


def test_logic_is_written_with_its_signs():
    inside = sp.And(x > 0, x < 1)
    outside = sp.Or(x < 0, x > 1)
    pieces = sp.Piecewise((1, inside), (2, outside), (3, True))
    values = [Reader(expression(pieces), x=at).whole() for at in (0.5, -1.0, 1.0)]

    assert values == [1, 2, 3]


def test_what_is_held_back_from_evaluation_keeps_its_brackets():
    assert expression(2 * sp.UnevaluatedExpr(x + 1)) == "2*(x + 1)"


@pytest.mark.parametrize(
    "strange",
    [
        *(sp.erf(x), sp.gamma(x), sp.factorial(x), sp.besselj(0, x), sp.Mod(x, 3)),
        *(sp.I * x, sp.GoldenRatio * x, sp.oo * x),
        *(sp.Derivative(sp.sin(x), x), sp.Function("alert")(x)),
    ],
)
def test_what_javascript_lacks_is_refused(strange):
    with pytest.raises(ValueError, match="JavaScript has no"):
        expression(strange)


@pytest.mark.parametrize("name", ["a);alert(1", "x y", "π", "", "1x", "x\n", "a$"])
def test_a_name_cannot_carry_code(name):
    with pytest.raises(ValueError, match="a name in JavaScript is a plain word"):
        expression(sp.Symbol(name) + 1)


def test_a_symbol_that_is_no_variable_is_refused():
    with pytest.raises(ValueError, match="each symbol must be one of"):
        function(x + y, (x,))
