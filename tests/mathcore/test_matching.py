"""False slope graphs, each wrong in one known way."""

import pytest

from mathcore import proof
from mathcore.functions import Function
from mathcore.matching import Reason, mismatch, riddle

CUBIC = Function.parse("x^3/3 - x")  # slope x² - 1, flat at -1 and 1
CASES = [
    ("x^2 - 1", Reason.NONE),
    ("(x - 1)(x + 1)", Reason.NONE),
    ("x^3/3 - x", Reason.MISSING_ZERO),
    ("x^2", Reason.MISSING_ZERO),
    ("(x^2 - 1)(x - 1/2)", Reason.FALSE_ZERO),
    ("(x^2 - 1)(x^2 + 1)^2 (3 - x)", Reason.TOO_STEEP),
    ("1 - x^2", Reason.RISES),
    ("abs(x^2 - 1)", Reason.FALLS),
    ("3(x^2 - 1)", Reason.TOO_STEEP),
    ("(x^2 - 1)/2", Reason.TOO_SHALLOW),
]


@pytest.mark.parametrize(("candidate", "reason"), CASES)
def test_a_false_graph_is_told_by_its_fault(candidate, reason):
    assert mismatch(CUBIC, Function.parse(candidate), -2, 2).reason is reason


def test_every_reason_can_happen():
    assert {reason for _, reason in CASES} == set(Reason)


def test_the_place_shows_the_fault():
    shown = mismatch(CUBIC, Function.parse("x^2"), -2, 2)

    assert abs(shown.on_curve.x) == 1
    assert (shown.right.y, shown.wrong.y) == (0, 1)
    for number in (shown.right.x, shown.right.y, shown.wrong.y):
        assert proof.number(f"{number:.3f}", number.meaning).proved


def test_a_zero_inside_is_shown_before_one_at_the_end():
    shown = mismatch(Function.parse("x^4/4 - 2x^2"), Function.parse("x + 9"), -2, 1)

    assert shown.reason is Reason.MISSING_ZERO
    assert shown.on_curve.x == 0


def test_the_letter_does_not_matter():
    assert mismatch(CUBIC, Function.parse("t^2 - 1", "t"), -2, 2).reason is Reason.NONE


def test_a_formula_that_no_rule_simplifies_is_compared_in_digits():
    curve = Function.parse("x abs(x)")

    assert mismatch(curve, Function.parse("2 sqrt(x^2)"), -1, 2).reason is Reason.NONE


def test_a_graph_that_is_zero_everywhere_has_no_plainest_zero():
    assert mismatch(Function.parse("x"), Function.parse("0"), -1, 1).reason is Reason.TOO_SHALLOW


@pytest.mark.parametrize(
    ("candidate", "low", "message"),
    [("x", 2, "low must be less than high"), ("1/x", -2, "a graph has a hole")],
)
def test_a_question_without_meaning_is_refused(candidate, low, message):
    with pytest.raises(ValueError, match=message):
        mismatch(CUBIC, Function.parse(candidate), low, 2)


def test_a_riddle_has_just_one_answer():
    texts = ("x^2", "x^2 - 1", "1 - x^2")
    verdicts = riddle(CUBIC, [Function.parse(text) for text in texts], -2, 2)

    assert [each.reason is Reason.NONE for each in verdicts] == [False, True, False]


@pytest.mark.parametrize("texts", [("x^2", "x"), ("x^2 - 1", "(x - 1)(x + 1)")])
def test_a_riddle_without_one_answer_is_refused(texts):
    with pytest.raises(ValueError, match="one candidate must be the slope graph"):
        riddle(CUBIC, [Function.parse(text) for text in texts], -2, 2)


@pytest.mark.parametrize("size", ["0.001", "1000"])
def test_a_graph_of_the_wrong_sign_is_told_at_every_size(size):
    curve = Function.parse(f"{size}(x^3/3 - x)")

    assert mismatch(curve, Function.parse(f"{size}(1 - x^2)"), -2, 2).reason is Reason.RISES
    assert mismatch(curve, Function.parse(f"{size} abs(x^2 - 1)"), -2, 2).reason is Reason.FALLS
    assert mismatch(curve, Function.parse(f"3 * {size}(x^2 - 1)"), -2, 2).reason is Reason.TOO_STEEP
