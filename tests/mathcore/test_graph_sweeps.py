"""Values and gradients along every arrow, against central differences in forty digits."""

import json
from math import nan
from pathlib import Path

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import proof
from mathcore.graph_sweeps import sweep
from mathcore.graphs import Graph

CASES = json.loads((Path(__file__).parent.parent / "data" / "backprop.json").read_text())
TWISTED = Graph.parse("x sin(x y) + exp(x)/y - tanh(x y)^2", ("x", "y"))


def twisted(x, y):
    return x * mpmath.sin(x * y) + mpmath.exp(x) / y - mpmath.tanh(x * y) ** 2


@settings(max_examples=15)
@given(st.integers(-300, 300), st.integers(1, 300))
def test_gradients_are_central_differences(i, j):
    x, y = i / 100, j / 100
    result = sweep(TWISTED, x, y)
    with mpmath.workdps(40):
        a, b, h = mpmath.mpf(i) / 100, mpmath.mpf(j) / 100, mpmath.mpf(10) ** -13
        by_x = (twisted(a + h, b) - twisted(a - h, b)) / (2 * h)
        by_y = (twisted(a, b + h) - twisted(a, b - h)) / (2 * h)

        assert result.output == pytest.approx(float(twisted(a, b)), rel=1e-14, abs=0)
        assert result.gradient == pytest.approx((float(by_x), float(by_y)), rel=1e-13)


def test_every_number_is_proved_from_its_meaning():
    result = sweep(TWISTED, 0.3, 2.0)
    shown = [each.value for each in result.readings] + [each.gradient for each in result.readings]
    shown += [each.slope for each in result.flows] + [each.gradient for each in result.flows]

    assert all(proof.close(each, each.meaning, 1e-14).proved for each in shown)


def test_the_gradient_is_a_sum_over_paths():
    result = sweep(TWISTED, 0.3, 2.0)
    for name in ("x", "y"):
        paths = result.paths(name)

        assert len(paths) == {"x": 4, "y": 3}[name]
        assert sum(each.product for each in paths) == pytest.approx(
            result.at(name).gradient, rel=1e-14, abs=0
        )
        assert all(proof.close(each.product, each.product.meaning).proved for each in paths)


def test_the_gradient_of_a_node_gathers_what_flows_back_to_it():
    result = sweep(TWISTED, -0.7, 0.4)
    for reading in result.readings[:-1]:
        gathered = sum(f.gradient for f in result.flows if f.tail == reading.node.symbol)

        assert gathered == pytest.approx(reading.gradient, rel=1e-14, abs=0)


def test_a_chain_multiplies_its_slopes():
    """f = 5x, x = 1 - u, u = t² give df/dt = -10 t."""
    result = sweep(Graph.named(("t",), (("u", "t^2"), ("x", "1 - u"), ("f", "5x"))), 0.7)

    assert [f.slope for f in result.flows] == pytest.approx([1.4, -1.0, 5.0], rel=1e-15, abs=0)
    assert result.between("t", "u").gradient == pytest.approx(-7.0, rel=1e-15, abs=0)
    assert result.at("t").gradient == pytest.approx(-7.0, rel=1e-15, abs=0)


def test_a_published_gradient():
    """The mean of 3 (x + 2)² over four places; see the data for its source."""
    case = next(each for each in CASES if each["id"] == "mean_of_squares")
    names = ("a", "b", "c", "d")
    text = "(" + " + ".join(f"3({name} + 2)^2" for name in names) + ")/4"
    result = sweep(Graph.parse(text, names), 1, 1, 1, 1)

    assert result.output == case["value"]
    assert result.gradient == tuple(case["gradient"])


def test_digits_survive_cancellation():
    """1 - cos x is x²/2 at tiny x, where floats give 0; (sqrt 2)² - 2 is 0, and no noise."""
    small = sweep(Graph.parse("1 - cos(x)", ("x",)), 1e-20)
    nothing = sweep(Graph.named(("x",), (("r", "sqrt(x)"), ("f", "r^2 - x"))), 2.0)

    assert small.output == pytest.approx(5e-41, rel=1e-14, abs=0)
    assert nothing.output == 0
    assert nothing.gradient == (0,)


def test_numbers_lost_in_160_digits_are_still_told_from_noise():
    result = sweep(Graph.parse("sin(x + 1) - sin(1)", ("x",)), 1e-150)

    assert result.output == pytest.approx(0.5403023058681398e-150, rel=1e-14, abs=0)


def test_what_does_not_reach_the_output_has_no_gradient():
    result = sweep(Graph.named(("x", "y"), (("u", "x y"), ("f", "2x"))), 3.0, 4.0)

    assert result.gradient == (2, 0)
    assert result.at("u").gradient == 0
    assert result.paths("y") == ()
    assert result.paths("f")[0].product == 1


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("1/x", 0.0, "1/x has no finite real value and slope at x = 0.0"),
        ("sqrt(x)", -1.0, "has no finite real value"),
        ("log(x)", nan, "must be finite"),
        ("Max(0, x)", 0.0, "v_1 may have a corner or a jump where"),
        ("|sin(x)|", 0.0, "may have a corner"),
    ],
)
def test_a_place_without_value_or_slope_is_refused(text, place, message):
    with pytest.raises(ValueError, match=message):
        sweep(Graph.parse(text, ("x",)), place)


def test_a_corner_elsewhere_does_no_harm():
    assert sweep(Graph.parse("Max(0, x) + |x|", ("x",)), 2.0).gradient == (2,)


def test_questions_without_meaning_are_refused():
    with pytest.raises(ValueError, match="place must have 2 coordinates, got 1"):
        sweep(TWISTED, 1.0)
    with pytest.raises(ValueError, match="no arrow runs from 'x' to 'y'"):
        sweep(TWISTED, 1.0, 2.0).between("x", "y")


def test_too_many_paths_are_refused():
    steps = [("u0", "x")] + [(f"u{n + 1}", f"sin(u{n}) u{n}") for n in range(8)]
    doubled = [("w0", "x")]
    for n in range(7):
        doubled += [(f"a{n}", f"2w{n}"), (f"b{n}", f"3w{n}"), (f"w{n + 1}", f"a{n} + b{n}")]
    with pytest.raises(ValueError, match="more than 64 paths lead from 'x'"):
        sweep(Graph.named(("x",), doubled), 1.0).paths("x")

    assert len(sweep(Graph.named(("x",), steps), 0.1).paths("x")) == 1
