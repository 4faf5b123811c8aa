"""Training: weights and biases walk downhill on the cost, a step for every batch of examples.

Each step is w <- w - rate * dC/dw for all parameters at once, C the mean cost of the batch; all
derivatives are taken before any parameter moves. A round passes all examples once: in one batch,
or shuffled into several (Goodfellow, Bengio & Courville, *Deep Learning*, 2016, section 8.1.3).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from mathcore import backward_sweep, cost_slopes, costs, networks
from mathcore.costs import Cost, Examples
from mathcore.networks import Network, Stack
from mathcore.quantity import Point, Quantity, exact

Array = NDArray[np.float64]

_DRAWN = 120


class Outcome(Enum):
    """Why a training ended. One that fails is a result to show, not an error to raise."""

    LEARNED = "the cost has come down to the goal"
    LEVEL = "the cost no longer changes"
    DIVERGED = "the steps are too long, and the cost grows beyond all bounds"
    UNFINISHED = "the rounds ran out first"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a training is about: examples, their cost, the `rate`, and how steps are taken.

    `batch` is how many examples make a step, None for all of them; `seed` shuffles them. Biases
    stay as they are when `fixed_biases`.
    """

    examples: Examples
    cost: Cost
    rate: float
    batch: int | None = None
    seed: int = 0
    fixed_biases: bool = False

    def __post_init__(self) -> None:
        """Refuse a lesson that cannot be taken."""
        if not (isfinite(self.rate) and self.rate > 0):
            raise ValueError(f"rate must be positive and finite, got {self.rate!r}")
        if self.batch is not None and not 1 <= self.batch <= len(self.examples.inputs):
            raise ValueError(f"batch must be in [1, {len(self.examples.inputs)}], got {self.batch}")


@dataclass(frozen=True, slots=True)
class Training:
    """The mean cost before the first round and after each, and some of the networks on the way."""

    lesson: Lesson
    costs: tuple[float, ...]
    kept: tuple[tuple[int, Network], ...]
    outcome: Outcome

    @property
    def rounds(self) -> Quantity:
        """How many rounds were taken."""
        return exact(float(len(self.costs) - 1))

    @property
    def trained(self) -> Network:
        """The network after the last round."""
        return self.kept[-1][1]

    def network(self, number: int) -> Network:
        """The network after so many rounds.

        Raises:
            ValueError: it was not kept.
        """
        for each, network in self.kept:
            if each == number:
                return network
        raise ValueError(f"round {number} was not kept, only {[each for each, _ in self.kept]}")

    @property
    def drawn(self) -> tuple[Point, ...]:
        """At most 120 points (round, cost), closest together at the start, where most happens."""
        last = len(self.costs) - 1
        marks = np.geomspace(1, last + 1, _DRAWN).round().astype(int) - 1
        rounds = sorted({int(each) for each in marks})
        return tuple(Point(exact(float(k)), exact(self.costs[k])) for k in rounds)

    def cost(self, number: int) -> Quantity:
        """The cost of the network that was kept after so many rounds.

        It means the cost of the very weights that were kept, not of the way there.

        Raises:
            ValueError: it was not kept.
        """
        return cost_slopes.over(self.network(number), self.lesson.examples, self.lesson.cost).cost


def train(
    network: Network,
    lesson: Lesson,
    rounds: int,
    *,
    goal: float = 0.0,
    tol: float = 1e-12,
    keep: Collection[int] = (),
) -> Training:
    """Train until the cost is at most `goal`, or changes in a round by at most `tol` times itself.

    The networks before the first round and after the last one are kept, and those after the
    rounds that `keep` names. Arithmetic is in floats.

    Raises:
        ValueError: the examples do not fit the network, or their cost is too large for a float
            from the start; `rounds` is negative.
    """
    if rounds < 0:
        raise ValueError(f"rounds must not be negative, got {rounds}")
    inputs, targets = lesson.examples.fitting(network).arrays()
    stack, shuffle = network.arrays(), np.random.default_rng(lesson.seed)
    with np.errstate(over="ignore", invalid="ignore"):
        trace = [_cost(stack, lesson.cost, inputs, targets)]
        if not isfinite(trace[0]):
            raise ValueError("the cost of the network is too large for a float from the start")
        kept = [(0, network)]
        outcome = _found(trace, goal, tol)
        for number in range(1, rounds + 1):
            if outcome is not Outcome.UNFINISHED:
                break
            after = _round(stack, lesson, inputs, targets, shuffle)
            cost = _cost(after, lesson.cost, inputs, targets)
            # a rectifier may hide weights beyond all bounds from the cost
            if not np.isfinite([cost, *_values(after)]).all():
                outcome = Outcome.DIVERGED
                break
            stack = after
            trace.append(cost)
            outcome = _found(trace, goal, tol)
            if number in keep:
                kept.append((number, network.with_values(_values(stack))))
    if kept[-1][0] < len(trace) - 1:
        kept.append((len(trace) - 1, network.with_values(_values(stack))))
    return Training(lesson, tuple(trace), tuple(kept), outcome)


def _found(trace: list[float], goal: float, tol: float) -> Outcome:
    if trace[-1] <= goal:
        return Outcome.LEARNED
    level = len(trace) > 1 and abs(trace[-1] - trace[-2]) <= tol * trace[-1]
    return Outcome.LEVEL if level else Outcome.UNFINISHED


def _round(
    stack: Stack, lesson: Lesson, inputs: Array, targets: Array, shuffle: np.random.Generator
) -> Stack:
    for chosen in _batches(lesson, inputs.shape[1], shuffle):
        stack = _stepped(stack, lesson, inputs[:, chosen], targets[:, chosen])
    return stack


def _batches(
    lesson: Lesson, examples: int, shuffle: np.random.Generator
) -> Iterator[NDArray[np.int64] | slice]:
    if lesson.batch is None:
        yield slice(None)
        return
    order = shuffle.permutation(examples)
    for first in range(0, examples, lesson.batch):
        yield order[first : first + lesson.batch]


def _stepped(stack: Stack, lesson: Lesson, inputs: Array, targets: Array) -> Stack:
    sums, activations = networks.forward(stack, inputs)
    end = costs.slopes(lesson.cost, activations[-1], targets)
    back = backward_sweep.trace(stack, sums, activations, end)
    rate = lesson.rate
    return tuple(
        (w - rate * by_w, b if lesson.fixed_biases else b - rate * by_b, activation)
        for (w, b, activation), by_w, by_b in zip(stack, back.weights, back.biases, strict=True)
    )


def _cost(stack: Stack, cost: Cost, inputs: Array, targets: Array) -> float:
    outputs = networks.forward(stack, inputs)[1][-1]
    return float(costs.shares(cost, outputs, targets).sum())


def _values(stack: Stack) -> list[float]:
    return [float(x) for weights, biases, _ in stack for x in (*weights.flat, *biases.flat)]
