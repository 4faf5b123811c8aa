"""Newton's method, checked against its theory, published cases and the prover."""

import json
from itertools import pairwise
from math import inf, pi, sqrt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Abs,
    Max,
    Piecewise,
    Rational,
    S,
    Symbol,
    atan,
    cbrt,
    cos,
    exp,
    log,
    sign,
    sin,
)
from sympy import pi as circle
from sympy import sqrt as root_of

from mathcore import newton, proof
from mathcore.functions import Function
from mathcore.newton import Outcome, iterate
from mathcore.quantity import Meaning, Quantity, zero
from mathcore.quantity import iterate as iterated

X = Symbol("x", real=True)
DATA = Path(__file__).parents[1] / "data"
CUBIC = Function(X**3 - 2 * X + 2, X)
VERDICTS = {
    "cycle": {Outcome.CYCLE},
    "diverges": {Outcome.ESCAPED, Outcome.DRIFTS},
    "no_convergence": {Outcome.UNFINISHED},
    "converged": {Outcome.CONVERGED},
    "zero_derivative": {Outcome.FLAT},
}


def number(expression) -> Quantity:
    return Quantity(float(expression), Meaning(S(expression)))


def walked(expression, x0, **options) -> newton.NewtonTrace:
    return iterate(Function(S(expression), X), x0, **options)


def cases(name):
    return [pytest.param(case, id=case["id"]) for case in json.loads((DATA / name).read_text())]


def formula(text) -> Function:
    return Function.parse(text.replace("**", "^"))


@pytest.mark.parametrize("case", cases("newton_special.json"))
def test_textbook_walks_end_as_they_should(case):
    start = formula(case["x0"]).expression
    trace = iterate(formula(case["f"]), number(start))

    assert trace.outcome in VERDICTS[case["verdict"]]
    for visit, published in zip(trace.visits, case["iterates_20_digits"], strict=False):
        assert visit.x == pytest.approx(float(published), rel=1e-15, abs=1e-17)


@pytest.mark.parametrize("case", cases("roots.json"))
def test_published_roots_and_constants_are_found(case):
    trace = iterate(formula(case["f"]), case["x0"])

    assert trace.root == pytest.approx(float(case["root"]), rel=3e-16)
    assert trace.convergence.constant == pytest.approx(float(case["constant"]), rel=1e-13)
    for visit, published in zip(trace.visits, case["first"], strict=False):
        assert visit.x == pytest.approx(float(published), rel=1e-12)


ENDINGS = [
    (CUBIC.expression, -2.0, Outcome.CONVERGED),
    (CUBIC.expression, 0.0, Outcome.CYCLE),
    (CUBIC.expression, 0.1, Outcome.SETTLES),
    (CUBIC.expression, number(root_of(Rational(2, 3))), Outcome.FLAT),
    (CUBIC.expression, sqrt(2 / 3), Outcome.CONVERGED),
    (X**5 - X - 1, 0.0, Outcome.SETTLES),
    (X**3 - X, number(1 / root_of(5)), Outcome.CYCLE),
    (X**3 - X, 1 / sqrt(5), Outcome.CONVERGED),
    (X**2 + 1, number(1 / root_of(3)), Outcome.CYCLE),
    (X * exp(-X), 2.0, Outcome.DRIFTS),
    (1 / (1 + X**2), 1.0, Outcome.DRIFTS),
    (exp(X) - 1, -10.0, Outcome.UNFINISHED),
    (exp(exp(X)) - 2, 20.0, Outcome.UNFINISHED),
    (exp(-1 / X**2), 0.5, Outcome.UNFINISHED),
    (sign(X) * cbrt(Abs(X)), 1.0, Outcome.ESCAPED),
    (X**2 - 2, 5e-324, Outcome.ESCAPED),
    (log(X), 3.0, Outcome.LEFT_DOMAIN),
    (1 / X - 1, 2.0, Outcome.LEFT_DOMAIN),
    (Abs(X) - 1, 0.0, Outcome.NO_TANGENT),
    (sign(X) * cbrt(Abs(X)) + 1, 0.0, Outcome.NO_TANGENT),
    (Piecewise((X + 1, X < 0), (X + 2, True)), 0.0, Outcome.NO_TANGENT),
    (root_of(X) ** 3 + Abs(X - 5), 0.0, Outcome.NO_TANGENT),
    (Max(X, 0) - 1, -1.0, Outcome.FLAT),
    (sin(X), number(circle / 2), Outcome.FLAT),
    ((X - 1) ** 2 + Rational(1, 10**40), 3.0, Outcome.UNFINISHED),
    (X**2 - 2, 1.0, Outcome.CONVERGED),
]


@pytest.mark.parametrize(("expression", "x0", "outcome"), ENDINGS)
def test_every_outcome_can_happen(expression, x0, outcome):
    assert walked(expression, x0, max_steps=210).outcome is outcome


def test_a_few_steps_tell_nothing_of_where_a_walk_leads():
    """From here the walk on x^2 + 1 never ends, nor does it leave: every x is a cotangent."""
    assert walked(X**2 + 1, 0.3, max_steps=5).outcome is Outcome.UNFINISHED


def test_a_start_on_an_irrational_root_is_there_at_once():
    """Binary digits cannot hold the root: the height there is not zero, but rounding."""
    trace = walked(sin(X), number(circle))

    assert trace.outcome is Outcome.CONVERGED
    assert len(trace.visits) <= 2
    assert trace.root == pi
    assert proof.close(float(trace.root), trace.root.meaning).proved


def test_no_outcome_is_left_out():
    assert {outcome for _, _, outcome in ENDINGS} == set(Outcome)


def test_no_outcome_speaks_in_digits():
    assert not any(letter.isdigit() for outcome in Outcome for letter in outcome.value)


def test_a_cycle_shows_its_first_return():
    trace = iterate(CUBIC, 0.0)

    assert [float(visit.x) for visit in trace.visits] == [0, 1, 0]
    assert trace.period == 2
    assert trace.visits[-1].foot.x == 1


def test_a_long_wandering_converges_in_the_end():
    trace = walked(X**10 - 1, 0.05)

    assert trace.root == 1
    assert trace.steps > 200


@pytest.mark.parametrize(
    ("expression", "x0", "root", "multiplicity"),
    [
        (X**3, 1.0, 0, 3),
        ((X - 1) ** 2, 2.0, 1, 2),
        ((X - 1) ** 2, 1.0, 1, 2),
        ((X**2 - 2) ** 2, 2.0, sqrt(2), 2),
        ((X**2 - 2) ** 2, number(root_of(2)), sqrt(2), 2),
        (1 - cos(X), 6.0, 2 * pi, 2),
        (X**2 * (X - 3) ** 3, 2.7, 3, 3),
        (sign(X) * cbrt(X**2), 1.0, 0, None),
        (Abs(X), 1.0, 0, None),
        (X - X, 1.0, 1, None),
        (sin(X), 3.0, pi, 1),
        (X**2 - 1, 1.0, 1, 1),
    ],
)
def test_roots_are_found_with_their_multiplicity(expression, x0, root, multiplicity):
    trace = walked(expression, x0)

    assert trace.root == pytest.approx(root, rel=1e-16, abs=1e-300)
    assert trace.multiplicity == multiplicity


@pytest.mark.parametrize(
    ("expression", "x0", "order"),
    [(CUBIC.expression, -2.0, 2), ((X - 1) ** 3, 2.0, 1), (sin(X), 3.0, 3), (X + X**5, 0.1, 5)],
)
def test_the_order_is_that_of_theory(expression, x0, order):
    assert walked(expression, x0).convergence.order == pytest.approx(order, rel=1e-2)


@given(st.integers(1, 10**6), st.integers(-6, 6))
@settings(max_examples=15, deadline=None)
def test_each_step_to_a_square_root_squares_the_error(number_, power):
    """For x^2 - a the theory is exact: e_next = e^2 / (2 x), at every scale."""
    scale = Rational(10) ** power
    errors = walked(X**2 - number_ * scale**2, float(2 * scale * number_)).convergence.errors
    visits = walked(X**2 - number_ * scale**2, float(2 * scale * number_)).visits

    for (e, e_next), visit in zip(pairwise(errors), visits, strict=False):
        assert e_next == pytest.approx(e**2 / (2 * visit.x), rel=1e-9)


@pytest.mark.parametrize(("expression", "x0"), [(CUBIC.expression, -2.0), ((X - 1) ** 2, 2.0)])
def test_the_prover_confirms_every_number(expression, x0):
    trace = walked(expression, x0)
    seen = trace.convergence
    shown = [trace.root, trace.steps, trace.tolerance, seen.order, *seen.errors[:6]]
    shown += [
        seen.errors[-1],
        seen.correct_digits[-1],
        *seen.ratios(trace.multiplicity % 2 + 1)[:4],
    ]
    shown += [point.y for point in seen.log_log[:4]]
    shown += [each for visit in trace.visits[:5] for each in (visit.x, visit.y, visit.slope)]
    shown += [visit.foot.x for visit in trace.visits[:4]]

    assert [q for q in shown if not proof.close(float(q), q.meaning).proved] == []
    if trace.multiplicity == 1:
        assert proof.close(seen.constant, seen.constant.meaning).proved


def test_correct_digits_count_from_the_leading_one():
    seen = iterate(CUBIC, -2.0).convergence

    assert [int(n) for n in seen.correct_digits] == [0, 1, 3, 6, 13, 26]
    assert seen.errors[-1] == pytest.approx(3.4e-27, rel=0.02)


def test_a_tangent_runs_from_the_curve_to_where_the_walk_stands_next():
    first, second = iterate(CUBIC, -2.0).visits[:2]
    top, foot = first.tangent

    assert (top, foot.x, foot.y) == (first.point, second.x, 0)
    assert (first.below.x, first.below.y) == (-2, 0)


def test_the_start_may_be_a_zero_of_something_else():
    flat = zero((sqrt(2 / 3),), (X,), (3 * X**2 - 2,), ((S.Zero, S.One),))[0]

    assert iterate(CUBIC, flat).outcome is Outcome.FLAT


def test_what_is_not_there_is_not_claimed():
    flat = walked(X**2 + 1, 0.0)

    with pytest.raises(ValueError, match="found no root: the tangent is horizontal"):
        _ = flat.root
    with pytest.raises(ValueError, match="found no root"):
        _ = flat.convergence
    with pytest.raises(ValueError, match="has no foot"):
        _ = flat.visits[0].foot
    with pytest.raises(ValueError, match="repeated or not smooth"):
        _ = walked((X - 1) ** 2, 2.0).convergence.constant
    with pytest.raises(ValueError, match="needs three errors"):
        _ = walked(X - 1, 3.0).convergence.order


@pytest.mark.parametrize(
    ("x0", "options"), [(inf, {}), (1.0, {"tol": 0.0}), (1.0, {"max_steps": -1})]
)
def test_a_question_without_meaning_is_refused(x0, options):
    with pytest.raises(ValueError, match="x0 must be finite"):
        iterate(CUBIC, x0, **options)


def test_a_start_off_the_domain_is_refused():
    with pytest.raises(ValueError, match="no finite real value at the start"):
        walked(log(X), -1.0)


@pytest.mark.parametrize(
    "start",
    [
        iterated((1.5,), (X,), (X / 2,), (3.0,), 1)[0],
        Quantity(0.0, Meaning(root_of(-1))),
        zero((0.0,), (X,), (X**2 + 1,), ((-S.One, S.One),))[0],
    ],
)
def test_a_start_that_is_no_explicit_real_number_is_refused(start):
    with pytest.raises(ValueError, match=r"cannot start from|has no simple zero"):
        iterate(CUBIC, start)


def test_the_arctangent_turns_at_its_critical_start():
    assert walked(atan(X), 1.3917).outcome is Outcome.CONVERGED
    assert walked(atan(X), 1.3918).outcome is Outcome.ESCAPED


def test_the_order_in_theory_and_its_factor_fit_the_last_errors():
    simple = newton.iterate(Function.parse("x^3 - 2x + 2"), -2.0).convergence
    double = newton.iterate(Function.parse("(x - 1)^2"), 2.0).convergence

    assert (simple.simple, simple.power, double.simple, double.power) == (True, 2, False, 1)
    assert simple.factor == pytest.approx(float(simple.ratios(2)[-1]))
    assert double.factor == pytest.approx(float(double.ratios(1)[-1]))


def test_a_root_where_the_curve_is_not_smooth_has_no_order_in_theory():
    rough = newton.iterate(Function.parse("sign(x) * abs(x)^(3/2)"), 1.0).convergence

    with pytest.raises(ValueError, match="not smooth"):
        _ = rough.power


@pytest.mark.parametrize(
    ("text", "start", "figures", "decimals", "trusted"),
    [
        ("x^3 - 2x + 2", -2.0, 11, 10, ["", "-1.8", "-1.769", "-1.769292"]),
        ("x^2 - 2*10^(-6)", 0.001, 5, 7, ["", "0.001", "0.00141", "0.0014142"]),
        ("x^2 - 4*10^12", 1e6, 9, 2, ["", "", "20", "2000"]),
    ],
)
def test_the_digits_that_can_be_trusted_are_counted_from_the_first(
    text, start, figures, decimals, trusted
):
    speed = newton.iterate(Function.parse(text), start).convergence
    places = [f"{float(x):.{decimals}f}" for x in speed.places[:4]]

    assert speed.decimals(figures) == decimals
    assert [place[: speed.trusted(place, n)] for n, place in enumerate(places)] == trusted


def test_no_digit_is_trusted_where_even_the_first_differs():
    speed = newton.iterate(Function.parse("x^2 - 416/100"), 2.2).convergence

    assert int(speed.correct_digits[1]) >= 1
    assert speed.trusted("1.96", 1) == 0


def test_a_visit_with_one_digit_less_than_the_root_is_not_trusted():
    speed = newton.iterate(Function.parse("x^3 - 1000"), 11.0).convergence

    assert (int(speed.decade), int(speed.correct_digits[2]) >= 1) == (10, True)
    assert speed.trusted("9.99", 2) == 0


def test_a_digit_that_the_root_has_otherwise_is_not_trusted():
    speed = newton.iterate(Function.parse("x^3 - 2x + 2"), -2.0).convergence
    place = f"{float(speed.places[4]):.13f}"

    assert (place, f"{float(speed.root):.13f}") == ("-1.7692923542387", "-1.7692923542386")
    assert int(speed.correct_digits[4]) == 13
    assert place[: speed.trusted(place, 4)] == "-1.769292354238"


def test_the_logarithms_of_the_errors_are_numbered():
    speed = newton.iterate(Function.parse("x^3 - 2x + 2"), -2.0).convergence

    assert [float(point.x) for point in speed.log_errors] == list(range(6))
    assert [point.y for point in speed.log_errors[:-1]] == [point.x for point in speed.log_log]


def test_a_walk_knows_its_stops_its_tangents_and_its_end():
    walk = newton.iterate(Function.parse("x^3 - 2x + 2"), -2.0)
    first = walk.visits[0]

    assert walk.ended(Outcome.CONVERGED) is walk
    assert [float(stop.y) for stop in walk.stops] == [float(visit.x) for visit in walk.visits]
    assert float(first.line.at(-1.8).y) == pytest.approx(0.0, abs=1e-15)
    assert [float(point.y) for point in first.level(0.0, 1.0)] == [-2.0, -2.0]
    with pytest.raises(ValueError, match=r"from -2.0 cannot be shown here: the steps shrink"):
        walk.ended(Outcome.CYCLE)


def test_a_curve_with_a_corner_has_no_tangent_line_there():
    corner = newton.iterate(Function.parse("abs(x) + 1"), 0.0)

    with pytest.raises(ValueError, match=r"no tangent at x = 0.0"):
        _ = corner.visits[0].line
