"""Formulas in words: natural in each language, and an independent listener writes them down."""

import math
import re

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import spoken_el, spoken_en, spoken_es
from mathcore.as_typed import as_typed
from mathcore.functions import Function
from mathcore.parse import expression as parse
from mathcore.spoken import speak

x, y, h = sp.symbols("x y h", real=True)
WORDS = {"en": spoken_en.WORDS, "el": spoken_el.WORDS, "es": spoken_es.WORDS}

SAID = {
    "x^3 - 2x + 2": "x cubed minus 2 x plus 2",
    "1 - x^2": "1 minus x squared",
    "e^(-x^2)": "e to the minus x squared",
    "1/x": "1 over x",
    "(x + 1)/(x - 1)": "x plus 1, all over the quantity x minus 1",
    "2 + (x + 1)/x": "2 plus the quantity x plus 1, over x",
    "2 - (x + 1)/x": "2 minus the quantity x plus 1, over x",
    "(-x - 1)/x": "minus x minus 1, all over x",
    "2^(3x)^2": "2 to the 9 x squared",
    "sin((x + 1)^2)": "sine of open bracket the quantity x plus 1, squared close bracket",
    "x^2/2": "one half x squared",
    "3/4 x^5 y": "3 quarters x to the 5 times y",
    "3/(4x)": "3 over the quantity 4 x",
    "1/(2 sqrt(x))": "1 over the quantity 2 times the square root of x",
    "7/30 x": "the quantity 7 over 30, times x",
    "2 pi x y": "2 pi x y",
    "3*2^x": "3 times 2 to the x",
    "sin(x)^2": "sine squared of x",
    "sin(x^2)": "sine of x squared",
    "sin(x)^4": "the quantity sine of x, to the 4",
    "sin(-2x)": "minus sine of 2 x",
    "cos(x + 1)": "cosine of the quantity x plus 1",
    "sin(cos(x))": "sine of cosine of x",
    "ln(|x|)": "natural log of the absolute value of x",
    "sqrt(1 - x^2)": "the square root of the quantity 1 minus x squared",
    "x^(2/3)": "x to the 2 thirds",
    "x^(2/3) y": "x to the 2 thirds times y",
    "x^(7/30)": "x to the quantity 7 over 30",
    "x^x^2": "x to the x squared",
    "2^(x + 1)": "2 to the quantity x plus 1",
    "(x + 1)^3": "the quantity x plus 1, cubed",
    "((x + 1)^2 + 1)^3": "open bracket the quantity x plus 1, squared plus 1 close bracket cubed",
    "2^sin(x + 1)": "2 to the open bracket sine of the quantity x plus 1 close bracket",
    "max(x, 2, y)": "the greatest of x and y and 2",
    "atan2(y, x)": "the angle with rise and run y and x",
    "Piecewise((x, x < 1), (2, True))": "x if x is less than 1, otherwise 2",
}


@pytest.mark.parametrize(("text", "words"), SAID.items())
def test_a_formula_is_said_as_a_lecturer_says_it(text, words):
    assert speak(parse(text, (x, y)), "en") == words


OTHERS = {
    "x^3 - 2x + 2": ("χι στον κύβο μείον 2 χι συν 2", "x al cubo menos 2 x más 2"),
    "e^(-x^2)": ("e στη δύναμη μείον χι στο τετράγωνο", "e elevado a menos x al cuadrado"),
    "x^5/y": ("χι στην πέμπτη διά ψι", "x elevado a 5 sobre i griega"),
    "(x + 1)/(x - 1)": (
        "χι συν 1, όλο διά παρένθεση χι μείον 1",
        "x más 1, todo sobre la cantidad x menos 1",
    ),
    "sin(x)^2 + sqrt(x + 1)": (
        "τετραγωνική ρίζα της παρένθεσης χι συν 1, συν ημίτονο στο τετράγωνο του χι",
        "raíz cuadrada de la cantidad x más 1, más seno al cuadrado de x",
    ),
}


@pytest.mark.parametrize(("text", "greek", "spanish"), [(t, *said) for t, said in OTHERS.items()])
def test_it_is_said_in_greek_and_in_spanish(text, greek, spanish):
    assert [speak(parse(text, (x, y)), each) for each in ("el", "es")] == [greek, spanish]


f = sp.Function("f")
BUILT = [
    (x + h, "x plus h"),
    (x + sp.Symbol("Delta x"), "x plus delta x"),
    (2 * h * x, "2 x h"),
    (sp.Integer(-2), "minus 2"),
    (sp.Add(2, -x, 3, evaluate=False), "2 minus x plus 3"),
    (sp.Mul(sp.sin(x), x, evaluate=False), "sine of x times x"),
    (sp.oo, "infinity"),
    (-sp.oo, "minus infinity"),
    (sp.Float(0.5) * x, "one half x"),
    (2 * sp.UnevaluatedExpr(x + 1), "2 times the quantity x plus 1"),
    (sp.Symbol("x_0") * y, "x sub 0 times y"),
    (sp.Symbol("S_xy") - sp.Symbol("theta12"), "capital s sub x y minus theta sub 12"),
    (sp.Symbol("Delta x"), "delta x"),
    (sp.Symbol("xbar") + sp.Symbol("speed_max"), "speed sub max plus x bar"),
    (sp.Symbol("Omega") * sp.Symbol("A"), "capital a times capital omega"),
    (sp.polygamma(1, x), "the polygamma function of order 1 of x"),
    (f(x), "f of x"),
    (sp.Function("g")(x, y), "g of x and y"),
    (sp.Derivative(x**2, x), "the derivative with respect to x of x squared"),
    (
        sp.Derivative(f(x, y), (x, 2), y),
        "the derivative with respect to y of the derivative of order 2 with respect to x of the "
        "quantity f of x and y",
    ),
    (sp.Eq(x, 2), "x equals 2"),
    (sp.And(x > 0, x < 1), "x is greater than 0 and also x is less than 1"),
    (sp.Or(x > 1, x <= 0), "x is at most 0 or x is greater than 1"),
    (sp.GoldenRatio * x, "GoldenRatio x"),
]


@pytest.mark.parametrize(("built", "words"), BUILT, ids=[words for _, words in BUILT])
def test_what_no_parser_reads_is_said_too(built, words):
    assert speak(built, "en") == words


def test_a_function_says_itself():
    assert Function.parse("2x").spoken("el") == "2 χι"


@pytest.mark.parametrize("strange", [sp.besselj(0, x), sp.Integral(f(x), x), sp.I])
def test_what_nobody_says_is_refused(strange):
    with pytest.raises(ValueError, match="nobody has said how to say"):
        speak(strange, "en")


def test_a_language_nobody_speaks_here_is_refused():
    with pytest.raises(ValueError, match="got language='la'"):
        speak(x, "la")


def test_the_tables_hold_the_same_words():
    for mine in WORDS.values():
        for field in ("functions", "lists", "relations", "accents"):
            table = getattr(mine, field)

            assert table.keys() == getattr(WORDS["en"], field).keys()
            assert len(set(table.values())) == len(table)


REAL = {name: getattr(math, name) for name in ("sin", "exp", "log", "sqrt")}
REAL |= {"Abs": abs, "E": math.e}
AT = (1.25, 0.875, math.e)  # x, y, and what e is


class Listener:
    """Writes a formula down from its words, knowing the table of the language and no formula."""

    def __init__(self, text, language):
        self.w = w = WORDS[language]
        n = w.numerals
        self.largest = 0.0  # of all that went into a function or a power
        known = {"sin": math.sin, "log": math.log, "sqrt": math.sqrt, "Abs": abs}
        known["cbrt"] = lambda inside: float(inside ** (1 / 3))
        self.names = {w.functions[each]: run for each, run in known.items()}
        self.letters = dict(
            zip((w.letters.get("x", "x"), w.letters.get("y", "y"), "e"), AT, strict=True)
        )
        self.endings = {w.squared: 2, w.cubed: 3} | {said: k for k, said in n.powers.items()}
        self.parts = {one: 1 / k for k, (one, _) in n.parts.items()}
        self.several = {many: k for k, (_, many) in n.parts.items()}
        text = text.replace(w.of_quantity, f"{w.of} {w.quantity}")
        text = text.replace(w.power_quantity, f"{w.power} {w.quantity}")
        known = [w.all_over, w.quantity, w.opening, w.closing, w.plus, w.power, w.of, n.minus]
        known += [n.times, n.over, *self.names, *self.letters, *self.endings, *self.parts]
        known = sorted([*known, *self.several], key=len, reverse=True)
        pattern = "|".join([rf"{re.escape(each)}(?!\w)" for each in known] + [r"\d+", ",", r"\S+"])
        self.tokens = [*re.findall(pattern, text), ""]

    def take(self, *wanted):
        return self.tokens.pop(0) if self.tokens[0] in wanted else None

    def whole(self):
        value = self.sum()
        self.take(",")
        if self.take(self.w.all_over):
            value = value / self.factor()
            self.take(",")

        assert self.tokens == [""]
        return value

    def sum(self):
        value = self.product()
        while sign := self.take(self.w.plus, self.w.numerals.minus):
            value = value + self.product() if sign == self.w.plus else value - self.product()
        return value

    def product(self):
        if self.take(self.w.numerals.minus):
            return -self.product()
        value = self.factor()
        while sign := self.take(self.w.numerals.times, self.w.numerals.over):
            value = (
                value * self.factor() if sign == self.w.numerals.times else value / self.factor()
            )
        return value

    def factor(self):
        value = self.power()
        while self.tokens[0] in self.letters:
            value = value * self.power()
        return value

    def power(self):
        if self.tokens[0] in self.names:
            return self.function()
        base = self.base()
        if self.tokens[0] in self.endings:
            return self.raised(base, self.endings[self.tokens.pop(0)])
        return self.raised(base, self.inside()) if self.take(self.w.power) else base

    def raised(self, base, exponent):
        self.largest = max(self.largest, abs(base), abs(exponent), abs(power := base**exponent))
        return float(power)  # which no complex number becomes

    def function(self):
        name = self.names[self.tokens.pop(0)]
        times = self.endings[self.tokens.pop(0)] if self.tokens[0] in self.endings else 1
        assert self.take(self.w.of)
        return name(self.inside()) ** times

    def inside(self):
        """What follows "of" or "to the": one group, or a row with or without a minus."""
        if self.tokens[0] in (self.w.quantity, self.w.opening):
            return self.base()
        return -self.factor() if self.take(self.w.numerals.minus) else self.factor()

    def base(self):
        if self.take(self.w.quantity):
            value = self.sum()
            ended = self.tokens[0] in ("", self.w.closing, self.w.all_over) or self.take(",")
            assert ended  # a pause is not heard where more than a group ends
            return value
        if self.take(self.w.opening):
            value = self.sum()
            assert self.take(self.w.closing)
            return value
        token = self.tokens.pop(0)
        if token in self.parts:
            return self.parts[token]
        if token in self.letters:
            return self.letters[token]
        several = self.several.get(self.tokens[0])
        return float(token) / (self.tokens.pop(0) and several) if several else float(token)


LEAVES = st.sampled_from(["x", "y", "2", "7", "(1/3)", "(5/12)", "2x", "e", "x^2", "y^5"])
FORMULAS = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.tuples(parts, st.sampled_from("+-*/"), parts).map(lambda p: "({}){}({})".format(*p)),
        st.tuples(parts, st.sampled_from(["2", "3", "4", "(1/2)", "(2/3)"])).map(
            lambda p: "({})^{}".format(*p)
        ),
        parts.map(lambda part: f"e^({part})"),
        parts.map(lambda part: f"2^(-({part}))"),
        st.tuples(st.sampled_from(["sin", "ln", "sqrt", "-"]), parts).map("{0[0]}({0[1]})".format),
    ),
    max_leaves=5,
)


@pytest.mark.parametrize("language", WORDS)
@settings(max_examples=60, deadline=None)
@given(text=FORMULAS)
def test_who_listens_can_write_the_formula_down(language, text):
    try:
        formulas = [parse(text, (x, y)), as_typed(text, (x, y))]
    except ValueError:
        return
    for formula in formulas:
        listener = Listener(speak(formula, language), language)
        try:
            heard = listener.whole()
            meant = sp.lambdify((x, y), formulas[0], modules=[REAL])(*AT[:2])
        except (OverflowError, ZeroDivisionError, ValueError, TypeError):
            continue
        if listener.largest < 1e5:
            assert heard == pytest.approx(meant, rel=1e-6, abs=1e-6)
