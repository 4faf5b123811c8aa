"""Training, against steps taken by hand, published weights and the theory of a linear neuron."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from mathcore import closed_curves, first_weights, proof, training, training_meanings
from mathcore.costs import Cost, Examples
from mathcore.layers import LINEAR, LOGISTIC, RELU, TANH, Layer
from mathcore.networks import Network
from mathcore.training import Lesson, Outcome, train

CASES = json.loads((Path(__file__).parent.parent / "data" / "backprop.json").read_text())
TWO = next(each for each in CASES if each["id"] == "two_two_two")
W = [float(each) for each in TWO["weights"]]
PUBLISHED = Network(
    (
        Layer.of([W[0:2], W[2:4]], [float(TWO["b1"])] * 2, LOGISTIC),
        Layer.of([W[4:6], W[6:8]], [float(TWO["b2"])] * 2, LOGISTIC),
    )
)
EXAMPLE = Examples.of(
    [[float(each) for each in TWO["inputs"]]], [[float(each) for each in TWO["targets"]]]
)
FIXED = Lesson(EXAMPLE, Cost.HALF_SQUARED, 0.5, fixed_biases=True)
LINE = Network((Layer.of([[0.0]], [0.0], LINEAR),))
POINTS = Examples.of([(-1.0,), (0.0,), (1.0,), (2.0,)], [(-1.0,), (1.0,), (3.0,), (5.0,)])


def curve_lesson():
    examples = closed_curves.pebble().examples(closed_curves.EXAMPLES)
    return Lesson(examples, Cost.MEAN_SQUARED, closed_curves.RATE)


def test_one_round_gives_the_published_weights():
    """The slopes of the first layer come from the second layer's weights before they moved."""
    result = train(PUBLISHED, FIXED, 1)
    exact = [float(TWO["exact"][f"w{k}_new"]) for k in range(1, 9)]
    values = result.trained.values

    assert [*values[:4], *values[6:10]] == pytest.approx(exact, rel=1e-15, abs=0)
    assert [*values[4:6], *values[10:]] == [0.35, 0.35, 0.6, 0.6]
    assert result.costs[1] == pytest.approx(float(TWO["exact"]["E_after_1"]), rel=1e-14, abs=0)


def test_biases_move_unless_they_are_fixed():
    values = train(PUBLISHED, Lesson(EXAMPLE, Cost.HALF_SQUARED, 0.5), 1).trained.values
    exact = [float(each) for each in TWO["biases_if_updated"]]

    assert [*values[4:6], *values[10:]] == pytest.approx(exact, rel=1e-15, abs=0)


def test_twelve_digits_are_left_after_ten_thousand_rounds():
    result = train(PUBLISHED, FIXED, 10_000)

    assert result.rounds == 10_000
    assert result.costs[-1] == pytest.approx(float(TWO["exact"]["E_after_10000"]), rel=1e-12, abs=0)


def test_weights_and_costs_are_proved_as_iterates():
    for lesson in (FIXED, Lesson(EXAMPLE, Cost.HALF_SQUARED, 0.5)):
        result = train(PUBLISHED, lesson, 3)
        shown = [*training_meanings.parameters(result, 3), training_meanings.cost(result, 3)]

        assert len(shown) == 13
        assert all(proof.close(each, each.meaning, 1e-13).proved for each in shown)


def test_before_the_first_round_nothing_has_moved():
    result = train(PUBLISHED, FIXED, 1)

    assert training_meanings.parameters(result, 0) == PUBLISHED.values
    assert training_meanings.cost(result, 0).meaning.bindings == ()


def test_the_cost_of_a_kept_network_is_proved_from_its_weights():
    result = train(PUBLISHED, FIXED, 5, keep=(2,))
    cost = result.cost(2)

    assert cost == pytest.approx(result.costs[2], rel=1e-14, abs=0)
    assert proof.close(cost, cost.meaning, 1e-15).proved


def test_a_linear_neuron_closes_in_on_the_line_as_fast_as_theory_says():
    """On C = mean (w x + b - y)² the errors shrink by 1 - rate * eigenvalue of the Hessian."""
    rate = 0.1
    hessian = 2 * np.array([[6 / 4, 2 / 4], [2 / 4, 1.0]])
    steps = np.eye(2) - rate * hessian
    result = train(LINE, Lesson(POINTS, Cost.SQUARED, rate), 30, keep=(10,))
    truth = np.array([2.0, 1.0]) + np.linalg.matrix_power(steps, 10) @ np.array([-2.0, -1.0])

    assert result.network(10).values == pytest.approx(truth, rel=1e-13, abs=0)


def test_chance_batches_pass_every_example_once_a_round():
    """With as many examples as inputs, a rectified step moves each weight once."""
    eye = Examples.of([(1.0, 0.0), (0.0, 1.0)], [(1.0,), (1.0,)])
    network = Network((Layer.of([[0.0, 0.0]], [0.0], LINEAR),))
    lesson = Lesson(eye, Cost.HALF_SQUARED, 0.25, batch=1, fixed_biases=True)

    assert train(network, lesson, 1).trained.values == (0.25, 0.25, 0.0)


def test_the_same_seed_shuffles_alike_and_another_one_does_not():
    network = first_weights.draw((1, 3, 1), (TANH, LINEAR), 0)
    ways = [
        train(network, Lesson(POINTS, Cost.SQUARED, 0.05, batch=3, seed=seed), 5).costs
        for seed in (1, 1, 2)
    ]

    assert ways[0] == ways[1] != ways[2]


def test_the_network_learns_the_closed_curve():
    start = first_weights.draw(closed_curves.SIZES, closed_curves.ACTIVATIONS, closed_curves.SEED)
    result = train(start, curve_lesson(), closed_curves.ROUNDS)
    t = np.linspace(0, 1, 201)
    curve = closed_curves.pebble()
    missed = np.hypot(*(result.trained.outputs([t]) - [curve.x(t), curve.y(t)]))

    assert result.costs[0] > 0.5
    assert result.costs[-1] < 3e-4
    assert missed.max() < 0.05


@pytest.mark.parametrize(
    ("network", "rate", "goal", "outcome"),
    [
        (LINE, 0.1, 1e-3, Outcome.LEARNED),
        (Network((Layer.of([[2.0]], [1.0], LINEAR),)), 0.1, 0.0, Outcome.LEARNED),
        (Network((Layer.of([[0.0]], [-1.0], RELU),)), 0.1, 0.0, Outcome.LEVEL),
        (LINE, 5.0, 0.0, Outcome.DIVERGED),
        (LINE, 0.001, 0.0, Outcome.UNFINISHED),
    ],
)
def test_every_outcome_can_happen(network, rate, goal, outcome):
    result = train(network, Lesson(POINTS, Cost.SQUARED, rate), 400, goal=goal)

    assert result.outcome is outcome
    assert np.isfinite(result.costs).all()
    assert len(result.costs) == result.rounds + 1
    assert result.network(int(result.rounds)) == result.trained


def test_a_rectifier_on_its_corner_counts_as_flat_in_training():
    lesson = Lesson(Examples.of([(0.0,)], [(1.0,)]), Cost.SQUARED, 0.1)
    result = train(Network((Layer.of([[1.0]], [0.0], RELU),)), lesson, 5)

    assert result.trained.values == (1.0, 0.0)
    assert result.outcome is Outcome.LEVEL


def test_a_weight_beyond_all_bounds_is_found_behind_a_rectifier():
    lesson = Lesson(Examples.of([(1e150,)], [(0.0,)]), Cost.SQUARED, 1e10)
    result = train(Network((Layer.of([[1.0]], [0.0], RELU),)), lesson, 5)

    assert result.outcome is Outcome.DIVERGED
    assert result.trained.values == (1.0, 0.0)


def test_the_trace_is_drawn_from_first_to_last():
    result = train(PUBLISHED, FIXED, 1000)
    points = result.drawn

    assert len(points) <= 120
    assert (points[0].x, points[0].y) == (0, result.costs[0])
    assert (points[-1].x, points[-1].y) == (1000, result.costs[-1])
    assert all(a.x < b.x for a, b in pairwise(points))
    assert [p.x for p in train(PUBLISHED, FIXED, 0).drawn] == [0]


def test_questions_without_meaning_are_refused():
    with pytest.raises(ValueError, match=r"rate must be positive and finite, got -1.0"):
        Lesson(POINTS, Cost.SQUARED, -1.0)
    with pytest.raises(ValueError, match=r"batch must be in \[1, 4\], got 5"):
        Lesson(POINTS, Cost.SQUARED, 0.1, batch=5)
    with pytest.raises(ValueError, match="rounds must not be negative, got -1"):
        train(LINE, Lesson(POINTS, Cost.SQUARED, 0.1), -1)
    with pytest.raises(ValueError, match="too large for a float from the start"):
        train(LINE.with_values((1e300, 0.0)), Lesson(POINTS, Cost.SQUARED, 0.1), 1)
    with pytest.raises(ValueError, match=r"round 1 was not kept, only \[0, 2\]"):
        train(LINE, Lesson(POINTS, Cost.SQUARED, 0.1), 2).network(1)
    with pytest.raises(ValueError, match="not chance batches"):
        training_meanings.parameters(
            training.train(LINE, Lesson(POINTS, Cost.SQUARED, 0.1, batch=2), 1), 1
        )
