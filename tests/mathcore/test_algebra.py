"""How a line of algebra is written: nothing is multiplied out before its turn."""

import pytest
from sympy import Add, Integer, Mul, Pow, Symbol, symbols

from mathcore.algebra import Line, Reason, Term, negated, shifted

X, H = symbols("x h", real=True)
XH = Add(X, H, evaluate=False)


def test_a_shift_keeps_every_bracket():
    assert shifted(5 * X**2, X, H) == Mul(5, Pow(XH, 2), evaluate=False)
    assert str(shifted(3 * X + 2, X, H)) == "3*(h + x) + 2"
    assert shifted(Integer(7), X, H) == 7


def test_only_a_sum_needs_brackets_to_be_negated():
    assert negated(X**2) == -(X**2)
    assert negated(X + 1) != -X - 1
    assert (negated(X + 1) + X + 1).expand() == 0


@pytest.mark.parametrize(
    ("expression", "negative", "body"),
    [
        (X**2, False, X**2),
        (-(X**2), True, X**2),
        (-3 * X, True, 3 * X),
        (X - 1, False, X - 1),
        (negated(X + 1), True, X + 1),
        (Mul(-2, XH, evaluate=False), True, Mul(2, XH, evaluate=False)),
        (Integer(-1), True, Integer(1)),
    ],
)
def test_a_term_knows_its_sign(expression, negative, body):
    term = Term("one", expression)

    assert term.negative is negative
    assert term.body == body


def test_a_line_is_written_in_the_order_of_its_terms():
    terms = (Term("a", -X), Term("b", X**2), Term("c", negated(X + 1)))

    assert Line(Reason.EXPAND, terms, Integer(1)).typst == "-x + x^2 - (x + 1)"
    assert Line(Reason.EXPAND, terms[1:2], Symbol("h")).typst == "frac(x^2, h)"


def test_h_follows_what_it_multiplies():
    x, h = Symbol("x", real=True), Symbol("h", real=True)
    line = Line(Reason.EXPAND, (Term("a", 2 * x * h), Term("b", -3 * x * h**2)), h)

    assert line.typst == "frac(2 x h - 3 x h^2, h)"


def test_a_line_can_name_its_terms():
    x, h = symbols("x h")
    line = Line(Reason.EXPAND, (Term("a", x**2), Term("b", -h)), Integer(1))

    assert line.written(lambda term, body: f"<{term.key} {body}>") == "<a x^2> - <b h>"
