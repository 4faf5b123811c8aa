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
    ],
)
def test_leading_terms_decide(formula, kind):
    assert by_leading_terms(Field.parse(formula), (0, 0)) is kind


@pytest.mark.parametrize(
    ("formula", "kind"), [("x^3", Kind.SADDLE), ("x^4", Kind.PIT), ("-x^6", Kind.TOP)]
)
def test_one_variable_is_decided_by_its_first_derivative_that_is_not_zero(formula, kind):
    assert by_leading_terms(Field.parse(formula, ("x",)), (0,)) is kind


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
