"""Trees of rules: each step against numerical derivatives, and against the prover."""

import mpmath
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore.as_typed import as_typed
from mathcore.derivation_trees import tree
from mathcore.proof_formulas import identity
from mathcore.rules import Rule

x, y = sp.symbols("x y", real=True)

RULES = {
    "5 + y": (Rule.CONSTANT,),
    "x": (Rule.IDENTITY,),
    "x + y": (Rule.SUM, Rule.IDENTITY, Rule.CONSTANT),
    "x/3": (Rule.MULTIPLE, Rule.IDENTITY),
    "x^5": (Rule.POWER,),
    "x sin(x)": (Rule.PRODUCT, Rule.IDENTITY, Rule.SINE),
    "cos(x)/x": (Rule.QUOTIENT, Rule.COSINE, Rule.IDENTITY),
    "1/x/sin(x)": (Rule.QUOTIENT, Rule.CONSTANT, Rule.PRODUCT, Rule.IDENTITY, Rule.SINE),
    "exp(x^2)": (Rule.CHAIN, Rule.POWER),
    "e^x": (Rule.EXPONENTIAL,),
    "3^x": (Rule.EXPONENTIAL_TO_BASE,),
    "y^x": (Rule.EXPONENTIAL_TO_BASE,),
    "x^x": (Rule.GENERAL_POWER, Rule.PRODUCT, Rule.IDENTITY, Rule.LOGARITHM),
    "x^y": (Rule.POWER,),
    "tan(x)": (Rule.TANGENT,),
    "asin(x)": (Rule.ARCSINE,),
    "acos(x)": (Rule.ARCCOSINE,),
    "atan(x)": (Rule.ARCTANGENT,),
    "sinh(x)": (Rule.HYPERBOLIC_SINE,),
    "cosh(x)": (Rule.HYPERBOLIC_COSINE,),
    "tanh(x)": (Rule.HYPERBOLIC_TANGENT,),
    "asinh(x)": (Rule.AREA_SINE,),
    "acosh(x)": (Rule.AREA_COSINE,),
    "atanh(x)": (Rule.AREA_TANGENT,),
    "|x|": (Rule.ABSOLUTE_VALUE,),
    "floor(x)": (Rule.STEPS,),
    "ceil(x^2)": (Rule.STEPS,),
    "sign(2x)": (Rule.STEPS,),
    "erf(x)": (Rule.ERROR_FUNCTION,),
    "erfc(x)": (Rule.COMPLEMENTARY_ERROR_FUNCTION,),
    "gamma(x)": (Rule.GAMMA_FUNCTION,),
    "max(x, 2, x^2)": (Rule.PIECES, Rule.CONSTANT, Rule.IDENTITY, Rule.POWER),
    "min(x, 2)": (Rule.PIECES, Rule.CONSTANT, Rule.IDENTITY),
    "Piecewise((x^2, x < 1), (2, True))": (Rule.PIECES, Rule.POWER, Rule.CONSTANT),
    "atan2(y, x)": (Rule.ANGLE, Rule.CONSTANT, Rule.IDENTITY),
}


@pytest.mark.parametrize(("text", "rules"), RULES.items())
def test_a_formula_is_taken_apart_by_the_rules_of_its_form(text, rules):
    assert tuple(node.rule for node in tree(as_typed(text, (x, y)), x).walk()) == rules


def test_every_rule_has_its_turn():
    digamma = tree(sp.polygamma(0, x), x)
    seen = {rule for rules in RULES.values() for rule in rules} | {digamma.rule}

    assert seen == set(Rule)


def numerical(expression, at):
    """The slope of a formula at a point, from its values alone, to about ten digits."""
    with mpmath.workdps(40):
        f = sp.lambdify(x, expression.subs(y, sp.Rational(7, 5)), modules="mpmath")
        return mpmath.diff(f, mpmath.mpf(at))


def value(expression, at):
    with mpmath.workdps(40):
        return sp.lambdify(x, expression.subs(y, sp.Rational(7, 5)), modules="mpmath")(
            mpmath.mpf(at)
        )


@pytest.mark.parametrize("text", [*RULES, "x^x^2", "(1 - cos(x))/x^2", "cbrt(x - 1/2)"])
def test_the_derivative_is_the_slope_wherever_the_assumptions_hold(text):
    root = tree(as_typed(text, (x, y)), x)
    held = 0
    for at in ("-1.3", "0.3", "0.7", "1.6"):
        point = {x: sp.Rational(at), y: sp.Rational(7, 5)}
        if all(each.subs(point) == sp.true for each in root.assumptions):
            slope = numerical(root.expression, at)
            held += 1

            assert value(root.derivative, at) == pytest.approx(slope, rel=1e-9, abs=1e-9)
    assert held


@pytest.mark.parametrize(
    "text",
    ["5 + y", "x^2 y + y^3 x", "cos(x)/x", "exp(x^2)", "x^x", "3^x", "tan(x)", "asinh(x)", "x/3"],
)
def test_each_equation_can_be_proved(text):
    for node in tree(as_typed(text, (x, y)), x).walk():
        for stated in (node.equation, node.result):
            assert identity(stated.left, stated.right).proved


ASSUMED = {
    "x^2 + sin(x)": [],
    "ln(x)": ["x > 0"],
    "ln(x^2)": ["Ne(x, 0)"],
    "ln(|x|)": ["Ne(x, 0)"],
    "ln(x^2 + 1)": [],
    "sqrt(1 - x)": ["1 - x > 0"],
    "x^(1/3)": ["x > 0"],
    "x^-3": ["Ne(x, 0)"],
    "1/(x - 1)^2/x": ["Ne(x*(x - 1)**2, 0)"],
    "sin(x)/e^(7x)": [],
    "asin(2x)": ["2*x > -1", "2*x < 1"],
    "acosh(x)": ["x > 1"],
    "tan(x)": ["Ne(cos(x), 0)"],
    "|x - 1|": ["Ne(x - 1, 0)"],
    "floor(x)": ["Ne(x, floor(x))"],
    "gamma(x)": ["(x > 0) | Ne(x, floor(x))"],
    "gamma(e^x)": [],
    "max(x, y)": ["Ne(x, y)"],
    "Piecewise((0, x == 0), (x, x < y), (1, True))": ["Ne(x, 0)", "Ne(x, y)"],
    "y^x": ["y > 0"],
    "ln(ln(x))": ["log(x) > 0", "x > 0"],
    "atan2(y, x)": ["Ne(x**2 + y**2, 0)"],
}
CASES = sp.Piecewise((0, sp.Eq(x, 0)), (x, x < y), (1, True))


@pytest.mark.parametrize(("text", "assumed"), ASSUMED.items())
def test_what_a_rule_needs_is_carried_with_it(text, assumed):
    whole = CASES if text.startswith("Piecewise") else as_typed(text, (x, y))

    assert [str(each) for each in tree(whole, x).assumptions] == assumed


def test_the_chain_rule_shows_its_outer_function_in_a_letter_of_its_own():
    root = tree(as_typed("sin(cos(x^2))", (x,)), x)
    (inner,) = root.children
    v, u = root.outer.variable, inner.outer.variable

    assert {u.name, v.name} == {"u", "v"}
    assert root.outer.result.right == sp.cos(v)
    assert inner.outer.result.right == -sp.sin(u)
    assert root.applied.doit() == sp.diff(sp.sin(sp.cos(x**2)), x)


def test_a_letter_is_found_when_the_usual_ones_are_taken():
    letters = [sp.Symbol(each, real=True) for each in "uvwpqr"]
    root = tree(sp.sin(sp.Add(*letters) * x), x)

    assert root.outer.variable.name == "u_1"


def test_a_quotient_is_what_was_typed_as_one():
    typed, evaluated = as_typed("sin(x)/e^(7x)", (x,)), sp.sin(x) * sp.exp(-7 * x)

    assert tree(typed, x).rule is Rule.QUOTIENT
    assert tree(evaluated, x).rule is Rule.PRODUCT


def test_brackets_against_evaluation_are_transparent():
    assert tree(sp.UnevaluatedExpr(x**2), x).derivative == 2 * x


def test_euler_s_number_as_a_base_is_the_exponential():
    assert tree(sp.Pow(sp.E, x, evaluate=False), x).rule is Rule.EXPONENTIAL


@pytest.mark.parametrize("strange", [sp.besselj(0, x), sp.Function("f")(x), sp.zeta(x)])
def test_what_no_rule_is_known_for_is_refused(strange):
    with pytest.raises(ValueError, match="no rule differentiates"):
        tree(strange + 1, x)


def test_a_power_of_a_negative_number_is_refused():
    with pytest.raises(ValueError, match="needs a positive base"):
        tree(sp.Pow(-2, x, evaluate=False), x)


LEAVES = st.sampled_from(["x", "2", "y", "(x + 3)"])
FORMULAS = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.tuples(parts, st.sampled_from(["+", "-", "*", "/"]), parts).map(
            lambda each: "({}){}({})".format(*each)
        ),
        parts.map(lambda part: f"atan({part})"),
        parts.map(lambda part: f"({part})^2"),
    ),
    max_leaves=5,
)


@settings(max_examples=30, deadline=None)
@given(text=FORMULAS)
def test_any_formula_has_the_derivative_that_its_values_have(text):
    try:
        root = tree(as_typed(text, (x, y)), x)
        slope = numerical(root.expression, "1.37")
    except (ValueError, ZeroDivisionError):
        return

    assert value(root.derivative, "1.37") == pytest.approx(slope, rel=1e-8, abs=1e-8)
