"""Kinds of level places where the Hessian is singular, against what is known of each form."""

import pytest
from sympy import Rational

from mathcore.critical_kinds import Kind, by_curvature, by_leading_terms
from mathcore.fields import Field

HERE = ((Rational(-1, 100), Rational(1, 100)),) * 2


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("x^4 + y^4", Kind.PIT),
        ("-x^4 - y^6", Kind.TOP),
        ("x^4 - y^6", Kind.SADDLE),
        ("x^4 - y^4", Kind.SADDLE),
        ("x^4 + x^2 y^2 - x y^3 + y^4", Kind.PIT),
        ("x^3 - 3x y^2", Kind.SADDLE),
        ("x^2 y + y^2", Kind.SADDLE),
        ("(y - x^2)(y - 2x^2)", Kind.SADDLE),  # a pit along every straight line (Peano)
        ("(x - y)^2 + x^4", Kind.PIT),
        ("-(x - y)^2 + x^4", Kind.SADDLE),
        ("y^2 + x^3", Kind.SADDLE),
        ("-(x - y)^2 - y^6", Kind.TOP),
        ("x y + x^4", Kind.SADDLE),
        ("exp(-x^4 - y^4)", Kind.TOP),
        ("(x^2 - y^2)^2 + x^6", Kind.INCONCLUSIVE),
        ("x^12 + y^12", Kind.INCONCLUSIVE),
        ("x^2 + y^12", Kind.INCONCLUSIVE),
        ("(x - y^2)^4", Kind.INCONCLUSIVE),
        ("x^2 + y^2 + x^3 - y^3", Kind.PIT),
        ("-x^2 + x y - y^2 + x^3", Kind.TOP),
        ("x^2 + 3x y + y^2 + x^3", Kind.SADDLE),
        ("x^2 + y^4", Kind.PIT),
        ("x^2 - y^4", Kind.SADDLE),
        ("-x^2 + y^4", Kind.SADDLE),
        ("-x^2 - y^8", Kind.TOP),
        ("x^2 + y^5", Kind.SADDLE),
        ("x^2 + 2x y^2 + 2y^4", Kind.PIT),  # y^4 along the floor x = -y^2
        ("x^2 + 2x y^2 + y^4/2", Kind.SADDLE),  # -y^4/2 there
        ("x^2 + 2x y^2 + y^4 + y^6", Kind.PIT),
        ("x^2 + 2x y^2 + y^4 + x y^4", Kind.SADDLE),  # -y^6 there
        ("1 - cos(x) + y^4", Kind.PIT),
        ("cos(x) - y^4", Kind.TOP),
        ("-x^4 - x^2 y^2 - y^4", Kind.TOP),
        ("x^4 - 3x^2 y^2 + y^4", Kind.SADDLE),
        ("x^3 + y^5", Kind.SADDLE),
        ("x^2 y^2", Kind.INCONCLUSIVE),
        ("x^4 + y^8", Kind.PIT),
        ("-x^4 - y^8", Kind.TOP),
        ("x^6 - y^8", Kind.SADDLE),
        ("x^4 + y^7", Kind.SADDLE),
        ("(y - x^3)(y - 2x^3)", Kind.SADDLE),
        ("(2y^2 - x^4)(y^2 - 3x^4)", Kind.SADDLE),
        ("0x + 0y", Kind.INCONCLUSIVE),
    ],
)
def test_leading_terms_decide(formula, kind):
    assert by_leading_terms(Field.parse(formula), (0, 0)) is kind


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("x^3", Kind.SADDLE),
        ("x^4", Kind.PIT),
        ("-x^6", Kind.TOP),
        ("x^5", Kind.SADDLE),
        ("x^7 - x^8", Kind.SADDLE),
        ("x^8", Kind.PIT),
        ("x^9", Kind.INCONCLUSIVE),
        ("exp(x) - x", Kind.PIT),
        ("exp(x) - x - x^2/2 - x^3/6", Kind.PIT),
        ("sin(x) - x", Kind.SADDLE),
    ],
)
def test_one_variable_is_decided_by_its_first_derivative_not_zero_to_the_eighth(formula, kind):
    assert by_leading_terms(Field.parse(formula, ("x",)), (0,)) is kind


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("x^2 + y^2 + z^4", Kind.PIT),
        ("-x^2 - y^2 - z^4", Kind.TOP),
        ("x^2 + y^2 - z^4", Kind.SADDLE),
        ("x^2 - y^2 + z^4", Kind.SADDLE),
        ("x^2 + y^2 + x z^2 + z^4", Kind.PIT),  # 3/4 z^4 along x = -z^2/2
        ("x^2 + y^2 + 3x z^2 + z^4", Kind.SADDLE),  # -5/4 z^4 along x = -3 z^2/2
        ("x^2 + y^2 + 2x z^2 - 2y z^2 + 5z^4/2", Kind.PIT),
        ("x^2 + y^2 + 2x z^2 - 2y z^2 + 3z^4/2", Kind.SADDLE),
        ("x^4 + y^4 + z^4", Kind.PIT),
        ("-x^4 - y^4 - z^6", Kind.TOP),
        ("x^4 + y^4 - z^4", Kind.SADDLE),
        ("x y + z^3", Kind.SADDLE),
    ],
)
def test_three_variables_are_decided_too(formula, kind):
    assert by_leading_terms(Field.parse(formula, ("x", "y", "z")), (0, 0, 0)) is kind


def test_a_place_need_not_be_the_origin():
    for sign, kind in ((1, Kind.PIT), (-1, Kind.SADDLE)):
        field = Field.parse(f"(x - 1)^2 + 2(x - 1)(y + 2)^2 + (1 + {sign}/2)(y + 2)^4")

        assert by_leading_terms(field, (1, -2)) is kind


def test_three_variables_with_a_round_and_two_flat_ones():
    form = Field.parse("x^2 + y^4 + z^4", ("x", "y", "z"))

    assert by_leading_terms(form, (0, 0, 0)) is Kind.PIT


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("x^2 + x y + y^2", Kind.PIT),
        ("-x^2 - y^2", Kind.TOP),
        ("x y", Kind.SADDLE),
        ("x^4 + y^2", Kind.INCONCLUSIVE),
    ],
)
def test_curvature_decides_a_whole_box(formula, kind):
    assert by_curvature(Field.parse(formula), HERE) is kind


@pytest.mark.parametrize(
    ("formula", "box", "kind"),
    [
        ("x^2 + 1.99x y + y^2", ((-1, 1), (-1, 1)), Kind.PIT),
        ("x^2 + 2.01x y + y^2", ((-1, 1), (-1, 1)), Kind.SADDLE),
        ("x^2 + 2x y + y^2", ((-1, 1), (-1, 1)), Kind.INCONCLUSIVE),
        ("x^3 + y^2", ((0.1, 1), (-1, 1)), Kind.PIT),
        ("x^3 + y^2", ((-1, -0.1), (-1, 1)), Kind.SADDLE),
        ("x^3 - y^2", ((-1, -0.1), (-1, 1)), Kind.TOP),
        ("x^3 + y^2", ((-0.1, 0.1), (-1, 1)), Kind.INCONCLUSIVE),
        ("x^2 + y^2 + x y^2/5", ((-1, 1), (-1, 1)), Kind.PIT),
        ("x^2 + y^2 + x y^2", ((-1.1, 1), (-1, 1)), Kind.INCONCLUSIVE),
        ("x^2 + y^2/1000 + 0.06x y", ((0, 1), (0, 1)), Kind.PIT),
    ],
)
def test_curvature_decides_a_box_only_if_it_does_everywhere_in_it(formula, box, kind):
    assert by_curvature(Field.parse(formula), box) is kind


def test_curvature_decides_in_three_variables():
    box = ((-1, 1),) * 3
    for formula, kind in [
        ("x^2 + y^2 + z^2 + x y + y z", Kind.PIT),
        ("x^2 + y^2 + z^2 + 2x y + 2y z", Kind.SADDLE),
        ("-x^2 - y^2 - z^2 - x y - y z", Kind.TOP),
    ]:
        assert by_curvature(Field.parse(formula, ("x", "y", "z")), box) is kind
