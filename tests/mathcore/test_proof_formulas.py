"""Equalities and inequalities: true ones are proved, lost signs and turned relations are not."""

import pytest
import sympy as sp

from mathcore.proof_formulas import everywhere, identity, relation, right_angle
from mathcore.quantity import Meaning, zero

x, y, h = sp.symbols("x y h", real=True)
n = sp.Symbol("n", integer=True, positive=True)


def of(value: object) -> Meaning:
    return Meaning(sp.sympify(value))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (((x + h) ** 2 - x**2) / h, 2 * x + h),
        ((x**2 - 1) / (x - 1), x + 1),
        (sp.sin(2 * x), 2 * sp.sin(x) * sp.cos(x)),
        (sp.Derivative(x**3 * sp.exp(x), x), (3 * x**2 + x**3) * sp.exp(x)),
        (sp.Max(x, y), (x + y + sp.Abs(x - y)) / 2),
        (sp.Min(x, y) + sp.Max(x, y), x + y),
        (sp.sqrt(x**2), sp.Max(x, -x)),
        (sp.ceiling(x), -sp.floor(-x)),
        (2 ** (n + 1), 2 * 2**n),
        (sp.Integer(4), sp.Integer(2) ** 2),
        (sp.log(sp.exp(x)), x),
    ],
)
def test_equal_formulas_are_proved_equal(left, right):
    assert identity(left, right).proved


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (((x + h) ** 2 - x**2) / h, 2 * x - h),
        ((x - y) ** 2, x**2 - y**2),
        (sp.sqrt(x**2), x),
        (sp.Max(x, y), x + sp.Abs(y - x)),
        (sp.floor(2 * x), 2 * sp.floor(x)),
        (sp.Integer(4), sp.Integer(5)),
    ],
)
def test_a_lost_sign_is_found_at_a_point(left, right):
    verdict = identity(left, right)

    assert not verdict.proved
    assert "the two sides differ by" in verdict.reason


def test_what_is_nowhere_defined_is_not_proved():
    formula = sp.log(-1 - x**2)

    assert "at none of the points" in identity(formula, formula).reason


def test_what_cannot_be_evaluated_is_not_proved():
    assert not identity(sp.zeta(x), sp.zeta(x) * sp.UnevaluatedExpr(1)).proved


def test_two_sides_that_are_equal_only_nearly_are_not_proved():
    assert not identity(x, x + sp.Rational(1, 10**200)).proved


@pytest.mark.parametrize(
    ("left", "operator", "right"),
    [
        (sp.sqrt(2), "<", sp.Rational(3, 2)),
        (sp.pi, "<=", sp.Rational(22, 7)),
        (sp.sqrt(6), "=", sp.sqrt(2) * sp.sqrt(3)),
        (sp.sqrt(2) + sp.sqrt(3), ">=", sp.sqrt(5 + 2 * sp.sqrt(6))),
        (sp.pi, "!=", sp.Rational(355, 113)),
        (sp.exp(sp.pi * sp.sqrt(163)), "<", 640320**3 + 744),
    ],
)
def test_a_true_relation_is_proved_and_its_contrary_is_not(left, operator, right):
    contrary = {"<": ">=", "<=": ">", "=": "!=", ">=": "<", "!=": "="}[operator]

    assert relation(of(left), operator, of(right)).proved
    assert not relation(of(left), contrary, of(right)).proved


def test_numbers_that_differ_late_are_told_apart_by_more_digits_up_to_a_thousand():
    late, never = (1 + sp.Rational(1, 10**places) for places in (200, 2000))

    assert relation(of(1), "<", of(late)).proved
    assert relation(of(1), ">=", of(late)).reason.endswith("is false")
    assert relation(of(1), "<", of(never)).reason.endswith("the other is undecided at 4000 bits")


def test_a_root_equals_itself_in_closed_form():
    golden = zero([1.618], (x,), (x**2 - x - 1,), ((sp.Integer(1), sp.Integer(2)),))[0]
    half = zero([0.5], (x,), (2 * x - 1,), ((sp.Integer(0), sp.Integer(1)),))[0]

    assert relation(half.meaning, "=", of(sp.Rational(1, 2))).proved
    assert not relation(golden.meaning, "=", of(sp.Rational(8, 5))).proved


def test_a_relation_of_unknowns_is_not_proved():
    assert "nothing says what x is" in relation(of(x), "<", of(1)).reason


def test_an_unknown_operator_is_refused():
    with pytest.raises(ValueError, match="operator must be one of"):
        relation(of(1), "~", of(2))
    with pytest.raises(ValueError, match="operator must be one of"):
        everywhere(x, "=", sp.S.Zero, x, 0, 1)


@pytest.mark.parametrize(
    ("formula", "operator", "bound"),
    [
        (sp.cos(x), ">", 1 - x**2 / 2 - sp.Rational(1, 1000)),
        (sp.exp(x), ">", x + sp.Rational(1, 2)),
        (x**2, ">=", x - 1),
        (sp.Abs(sp.sin(x)), "<", sp.Rational(11, 10)),
        (sp.exp(x), "!=", sp.S.Zero),
    ],
)
def test_an_inequality_is_proved_on_a_whole_interval(formula, operator, bound):
    assert everywhere(formula, operator, bound, x, -3, 3).proved


def test_what_would_need_pieces_without_number_stays_undecided():
    """It is 1 everywhere, which no enclosure of a piece wider than a wave can tell."""
    wave = 10**6 * x
    verdict = everywhere(sp.sin(wave) ** 2 + sp.cos(wave) ** 2, ">", sp.Rational(9, 10), x, 0, 1)

    assert not verdict.proved
    assert verdict.reason.startswith("it is undecided near x = ")


def test_one_false_spot_is_found():
    verdict = everywhere((x - sp.Rational(1, 3)) ** 2, ">", sp.Rational(1, 10**6), x, -3, 3)

    assert not verdict.proved
    assert verdict.reason.startswith("it is false at x = 0.333")


def test_touching_stays_undecided():
    assert "undecided near x" in everywhere(x**2, ">", sp.S.Zero, x, -1, 2).reason


def test_right_angles_are_measured():
    u = (of(1), of(2))

    assert right_angle(u, (of(-2), of(1)), 0.01).proved
    assert "87.75" in right_angle(u, (of(-2), of(sp.Rational(11, 10))), 0.01).reason
    assert "no certain direction" in right_angle(u, (of(0), of(0)), 1).reason
    assert "nothing says" in right_angle(u, (of(x), of(0)), 1).reason
    with pytest.raises(ValueError, match="between 0 and 90"):
        right_angle(u, u, 0)


def test_a_false_relation_is_told_with_its_numbers():
    assert relation(of(sp.pi), "<", of(3)).reason == "3.14159265358979 < 3.00000000000000 is false"
    assert relation(of(2), "!=", of(sp.sqrt(4))).reason.endswith("!= 2.00000000000000 is false")


def test_a_box_too_narrow_for_few_bits_is_no_reason_to_give_up():
    digits = sp.floor(sp.sqrt(2) * 10**100)
    box = (sp.Rational(digits, 10**100), sp.Rational(digits + 1, 10**100))
    (root,) = zero((2**0.5,), (x,), (x**2 - 2,), (box,))

    assert relation(root.meaning, "<", of(sp.Rational(3, 2))).proved
    assert not relation(root.meaning, "<", of(sp.Rational(7, 5))).proved


@pytest.mark.parametrize(
    ("formula", "operator", "low", "high"),
    [
        (x, ">=", 0, 1),
        (x**3 + x, ">=", 0, 1),
        (1 - x, ">=", 0, 1),
        (x + 1, ">", 0, 1),
        (x - 2, "<", 0, 1),
        (x, "!=", 1, 2),
        (x - 2, "!=", 0, 1),
        (x**2, "!=", 1e-9, 1),
    ],
)
def test_an_equality_at_an_end_may_be_proved(formula, operator, low, high):
    assert everywhere(formula, operator, sp.S.Zero, x, low, high).proved


@pytest.mark.parametrize(
    ("formula", "operator", "reason"),
    [
        (x - 1, ">", "it is false at x = 0.500000"),
        (x, "<", "it is false at x = 0.500000"),
        (x, ">", "it is undecided near x = "),
        (x - 1, "<", "it is undecided near x = 1.00000"),
        ((x - sp.Rational(1, 3)) ** 2, ">=", "it is undecided near x = 0.333333"),
        (x - sp.Rational(1, 3), "!=", "it is undecided near x = 0.333333"),
        (sp.sqrt(x), ">", "it is undecided near x = "),
    ],
)
def test_what_is_not_so_everywhere_is_placed(formula, operator, reason):
    verdict = everywhere(formula, operator, sp.S.Zero, x, 0, 1)

    assert not verdict.proved
    assert verdict.reason.startswith(reason)


@pytest.mark.parametrize("aside", ["0.01", "-0.01"])
@pytest.mark.parametrize(("tolerance", "proved"), [(0.58, True), (0.57, False), (89.9, True)])
def test_a_right_angle_is_right_to_its_tolerance(aside, tolerance, proved):
    """The arrows (1, 0) and (0.01, 1) are atan(0.01) = 0.573 degrees off."""
    arrow = (of(sp.Rational(aside)), of(1))
    verdict = right_angle((of(2), of(0)), arrow, tolerance)

    assert verdict.proved is proved
    assert proved or verdict.reason == "the angle is 89.4271 degrees"


@pytest.mark.parametrize("tolerance", [0, 90, -1])
def test_a_tolerance_is_an_acute_angle(tolerance):
    with pytest.raises(ValueError, match="between 0 and 90 degrees"):
        right_angle((of(1), of(0)), (of(0), of(1)), tolerance)


def test_an_arrow_without_length_has_no_direction():
    verdict = right_angle((of(0), of(0)), (of(0), of(1)), 1)

    assert not verdict.proved
    assert verdict.reason == "one of the arrows has no certain direction"


def test_a_symbol_stands_only_for_what_it_is_declared_to_be():
    small = sp.Symbol("s", nonnegative=True)

    assert identity(sp.Abs(small, evaluate=False), small).proved
    assert not identity(sp.Abs(x), x).proved
    assert not identity(sp.cos(2 * sp.pi * x), sp.S.One).proved
