"""Formulas on paper: the form a textbook gives them, and that what Typst reads has their value."""

import json
import math

import pytest
import sympy as sp
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Add, Derivative, Integer, Mul, Pow, Rational, Subs, UnevaluatedExpr

from mathcore.parse import expression
from mathcore.typst import formula

x, y, h, a = sp.symbols("x y h a", real=True)
f, phi, f_1 = sp.Function("f"), sp.Function("phi"), sp.Function("f_1")


def read(text):
    return expression(text, (x, y))


WRITTEN = {
    "x^3 - 2x + 2": "x^3 - 2 x + 2",
    "2 + x^3 - 2x": "x^3 - 2 x + 2",
    "1 - x^2": "1 - x^2",
    "-x - 1": "-x - 1",
    "-x": "-x",
    "x^2/2": "1/2 x^2",
    "-3x/4": "-3/4 x",
    "3/(4x^2)": "3/(4 x^2)",
    "1/x": "1/x",
    "-1/x": "-1/x",
    "1/(2 sqrt(x))": "1/(2 sqrt(x))",
    "x^(2/3)": "x^(2/3)",
    "x^(1/3)": "root(3, x)",
    "x^(-3/2)": "1/(x^(3/2))",
    "sin(x)": "sin x",
    "sin(2x)": "sin(2 x)",
    "sin(x)^2": "sin^2 x",
    "sin(2x)^2 x": "x sin^2(2 x)",
    "1/sin(x)": "1/(sin x)",
    "ln(x)^2": "(ln x)^2",
    "x sin(x) cos(x)": "x sin x cos x",
    "ln(|x|)": "ln abs(x)",
    "exp(x)": "e^x",
    "exp(-x^2)": "exp(-x^2)",
    "exp(-2x)": "e^(-2 x)",
    "2*3^x": "2 dot 3^x",
    "(x^2)^y": "abs(x)^(2 y)",
    "(2x)^y": "(2 x)^y",
    "(1/2)^x": "(1/2)^x",
    "(x^2 - 4)/(x - 2)": "(x^2 - 4)/(x - 2)",
    "(x + 1)(x - 2)/3": "1/3 (x - 2) (x + 1)",
    "2x y/3/(x + y)": "(2 x y)/(3 (x + y))",
    "asin(x) + asinh(x)": 'arcsin x + op("arsinh") x',
    "sign(x) erf(x)": 'op("erf")(x) op("sgn")(x)',
    "max(2, x, y)": "max(x, y, 2)",
    "gamma(x)": "Gamma(x)",
    "floor(x) + ceil(x)": "ceil(x) + floor(x)",
    "atan2(y, x)": 'op("atan2")(y, x)',
    "2 pi e": "2 e pi",
    "Piecewise((x, x < 1), (x + 1, True))": "cases(x & quad x < 1, x + 1 & quad x >= 1)",
    "Piecewise((x, x < 1), (2, x < 2), (3, True))": (
        "cases(x & quad x < 1, 2 & quad x < 2, 3 & quad x >= 2)"
    ),
    "Piecewise((1, x == 0), (2, x != 1))": "cases(1 & quad x = 0, 2 & quad x != 1)",
    "Piecewise((1, 0 < x < 1), (2, True))": (
        "cases(1 & quad x > 0 and x < 1, 2 & quad x <= 0 or x >= 1)"
    ),
    "Piecewise((1, x < 0 | x > 1), (2, True))": (
        "cases(1 & quad x < 0 or x > 1, 2 & quad x >= 0 and x <= 1)"
    ),
}


@pytest.mark.parametrize(("text", "source"), WRITTEN.items())
def test_a_formula_is_written_as_in_a_textbook(text, source):
    assert formula(read(text)) == source


BUILT = [
    ((f(x + h) - f(x)) / h, "(f(x + h) - f(x))/h"),
    (((x + h) ** 2 - x**2) / h, "((x + h)^2 - x^2)/h"),
    (x - h, "x - h"),
    (x + sp.Symbol("Delta x"), "x + Delta x"),
    (sp.Symbol("Delta x") ** 2, "(Delta x)^2"),
    (Add(2, -x, 3, evaluate=False), "2 - x + 3"),
    (Add(x, Add(y, -2, evaluate=False), evaluate=False), "x + (y - 2)"),
    (Add(x, Mul(-1, Add(y, 1, evaluate=False), evaluate=False), evaluate=False), "x - (y + 1)"),
    (Mul(2, 3, x, evaluate=False), "2 dot 3 x"),
    (Mul(1, x, evaluate=False), "x"),
    (Mul(x, -2, evaluate=False), "x (-2)"),
    (Mul(sp.sin(x), x + 1, evaluate=False), "sin(x) (x + 1)"),
    (Mul(sp.sin(x) ** 2, x, evaluate=False), "sin^2(x) x"),
    (Mul(Rational(1, 2), x + 1, evaluate=False), "1/2 (x + 1)"),
    (Mul(Rational(3, 2), x, 1 / y, evaluate=False), "(3 x)/(2 y)"),
    (Mul(-1, Mul(-1, x, evaluate=False), evaluate=False), "-(-x)"),
    (2 * UnevaluatedExpr(x + 1), "2 (x + 1)"),
    (Pow(Mul(2, x, evaluate=False), 2, evaluate=False), "(2 x)^2"),
    (Pow(x, 1, evaluate=False), "x"),
    (sp.Float(0.1) * x, "1/10 x"),
    (sp.oo, "infinity"),
    (-sp.oo, "-infinity"),
    (sp.polygamma(0, x), "psi(x)"),
    (sp.polygamma(5, x), "psi^((5))(x)"),
    (sp.loggamma(x), "ln Gamma(x)"),
    (Derivative(f(x), x), "f'(x)"),
    (Subs(Derivative(f(x), x, x), x, a), "f''(a)"),
    (Derivative(x**2, x, evaluate=False), "d/(d x) (x^2)"),
    (Derivative(sp.sin(x), (x, 3), evaluate=False), "(d^3)/(d x^3) (sin x)"),
    (Derivative(x * y, x, y, evaluate=False), "(partial^2)/(partial x partial y) (x y)"),
    (Subs(Derivative(x**2, x, evaluate=False), x, 1), "lr(d/(d x) (x^2) |)_(x = 1)"),
    (Derivative(f(x, y), x), "(partial)/(partial x) f(x, y)"),
    (phi(x) + f_1(x), "f_1 (x) + phi(x)"),
    (sp.Eq(x, y), "x = y"),
    (sp.Piecewise((x, sp.And(x > 0, x < 1))), "cases(x & quad x > 0 and x < 1)"),
    (sp.Piecewise((x, sp.Or(x < 0, x > 1))), "cases(x & quad x < 0 or x > 1)"),
]


@pytest.mark.parametrize(("built", "source"), BUILT, ids=[source for _, source in BUILT])
def test_an_order_that_was_given_is_kept(built, source):
    assert formula(built) == source


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("x_0", "x_0"),
        ("x1", "x_1"),
        ("x_12", "x_12"),
        ("x_i_j", "x_(i,j)"),
        ("x_max", 'x_"max"'),
        ("alpha", "alpha"),
        ("Omega2", "Omega_2"),
        ("lamda", "lambda"),
        ("xbar", "overline(x)"),
        ("thetahat", "hat(theta)"),
        ("speed", '"speed"'),
        ('a"\\b', '"a\\"\\\\b"'),
        ("Delta x", "Delta x"),
    ],
)
def test_a_name_becomes_letters_subscripts_and_accents(name, source):
    assert formula(sp.Symbol(name)) == source


def test_the_golden_ratio_keeps_its_name():
    assert formula(sp.GoldenRatio) == '"GoldenRatio"'


@pytest.mark.parametrize("strange", [sp.besselj(0, x), sp.I * x, sp.Integral(f(x), x)])
def test_what_no_textbook_of_calculus_writes_is_refused(strange):
    with pytest.raises(ValueError, match="no textbook form"):
        formula(strange)


def bodies(sources):
    """What Typst reads in each source: its own tree of the formula."""
    page = "\n".join(f"#metadata(${source}$)<formula>" for source in sources)
    return [each["body"] for each in json.loads(typst.query(page.encode(), "<formula>", "value"))]


def test_every_form_compiles():
    sources = [*WRITTEN.values(), *(source for _, source in BUILT), '"a\\"b"', "overline(x)"]
    page = "\n".join(f"$ {source} $" for source in sources)

    assert typst.compile(page.encode(), format="svg")


NAMED = {
    "exp": math.exp,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "ln": math.log,
    "arctan": math.atan,
    "arsinh": math.asinh,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
}


class Reader:
    """Works out a formula from the tree that Typst lays out, as an eye would: left to right."""

    def __init__(self, node, at):
        self.at, self.parts = at, list(self.flat(node))

    def flat(self, node):
        for child in node["children"] if node["func"] == "sequence" else [node]:
            if child["func"] == "sequence":
                yield from self.flat(child)
            elif child["func"] != "space":
                yield child

    def sign(self):
        return self.parts[0].get("text") if self.parts and self.parts[0]["func"] == "symbol" else ""

    def sum(self):
        value = 0.0
        while self.parts:
            minus = self.sign() == "−"
            if self.sign() in ("+", "−"):
                self.parts.pop(0)
            value += -self.product() if minus else self.product()
        return value

    def product(self):
        value = self.factor()
        while self.parts and self.sign() not in ("+", "−"):
            if self.sign() == "⋅":
                self.parts.pop(0)
            value *= self.factor()
        return value

    def inner(self, node):
        return Reader(node, self.at).sum()

    def factor(self):
        node = self.parts.pop(0)
        power = 1.0
        if node["func"] == "attach" and node["base"]["func"] == "op":
            power, node = self.inner(node["t"]), node["base"]
        if node["func"] == "op":
            return NAMED[node["text"]["text"]](self.factor()) ** power
        return self.atom(node)

    def atom(self, node):
        match node["func"]:
            case "text":
                return float(node["text"])
            case "symbol":
                return {"x": self.at, "e": math.e, "π": math.pi}[node["text"]]
            case "frac":
                return self.inner(node["num"]) / self.inner(node["denom"])
            case "root":
                return self.inner(node["radicand"]) ** (
                    1 / self.inner(node["index"]) if "index" in node else 0.5
                )
            case "attach":
                return self.inner(node["base"]) ** self.inner(node["t"])
        assert node["func"] == "lr"
        first, *middle, _ = Reader(node["body"], self.at).parts
        value = self.inner({"func": "sequence", "children": middle})
        return abs(value) if first["text"] == "|" else value


_ATOMS = st.sampled_from([x, x, x, Integer(2), Integer(-1), Rational(3, 4), sp.pi, Integer(3)])


def _larger(parts):
    functions = st.sampled_from([sp.sin, sp.cos, sp.atan, sp.tanh, sp.exp, sp.Abs, sp.asinh])
    exponents = st.sampled_from([2, 3, -1, -2, Rational(1, 2), Rational(-2, 3), x])
    loose = st.sampled_from([Add, Mul])
    return st.one_of(
        st.builds(Add, parts, parts, parts),
        st.builds(Mul, parts, parts, parts),
        st.builds(lambda build, u, v: build(u, v, evaluate=False), loose, parts, parts),
        st.builds(lambda u, v: u / v, parts, parts),
        st.builds(lambda call, u: call(u), functions, parts),
        st.builds(lambda u, n: (u**2 + 1) ** n, parts, exponents),
        st.builds(lambda u: sp.log(u**2 + 2), parts),
    )


@given(st.lists(st.recursive(_ATOMS, _larger, max_leaves=7), min_size=25, max_size=40))
@settings(max_examples=4, deadline=None)
def test_what_typst_reads_has_the_value_of_the_expression(expressions):
    moderate = [(each, sp.N(each.xreplace({x: Rational(7, 10)}), 30)) for each in expressions]
    moderate = [(e, v) for e, v in moderate if (v.is_Float and 1e-6 < abs(v) < 1e6) or v == 0]
    sources = [formula(each) for each, _ in moderate]
    for (each, value), source, body in zip(moderate, sources, bodies(sources), strict=True):
        assert Reader(body, 0.7).sum() == pytest.approx(float(value), rel=1e-9, abs=1e-9), (
            each,
            source,
        )


@pytest.mark.parametrize("powers", [(1, 5), (5, 1)])
def test_derivatives_that_wait_keep_their_order(powers):
    waiting = [sp.Derivative(3 * x**n, x, evaluate=False) for n in powers]

    first, second = map(formula, waiting)
    assert formula(sp.Add(*waiting, evaluate=False)) == f"{first} + {second}"
    assert formula(sp.Mul(*waiting, evaluate=False)) == f"({first}) ({second})"
