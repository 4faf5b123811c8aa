"""How far a network is from what it should say: the cost of its errors over some examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import isfinite
from typing import Self

import numpy as np
from numpy.typing import NDArray
from sympy import Add, Expr, Integer, Mul, Pow, Rational

from mathcore import ball_arrays
from mathcore.as_written import made
from mathcore.networks import Network, Place, rational

Array = NDArray[np.float64]
Columns = tuple[tuple[float, ...], ...]


class Cost(Enum):
    """What is made of the errors of one example; over several examples it is the mean of these."""

    HALF_SQUARED = "half the sum of the squared errors"
    SQUARED = "the sum of the squared errors"
    MEAN_SQUARED = "the mean of the squared errors"

    def share(self, outputs: int) -> Fraction:
        """What the squared error of each output is multiplied by."""
        shares = {Cost.HALF_SQUARED: Fraction(1, 2), Cost.SQUARED: Fraction(1)}
        return shares.get(self, Fraction(1, outputs))


@dataclass(frozen=True, slots=True)
class Examples:
    """What a network is given, and what it should say: one tuple for each example."""

    inputs: Columns
    targets: Columns

    def __post_init__(self) -> None:
        """Refuse what are no examples."""
        if not self.inputs or len(self.inputs) != len(self.targets):
            raise ValueError(
                f"examples need as many targets as inputs, at least one, got {len(self.inputs)} "
                f"inputs and {len(self.targets)} targets"
            )
        for name, columns in (("inputs", self.inputs), ("targets", self.targets)):
            if len({len(each) for each in columns}) > 1:
                raise ValueError(f"{name} must all have the same length")
            if not all(isfinite(number) for each in columns for number in each):
                raise ValueError(f"{name} must be finite, got {columns}")

    @classmethod
    def of(cls, inputs: Sequence[Sequence[float]], targets: Sequence[Sequence[float]]) -> Self:
        """Examples from nested sequences, one entry of each for an example.

        Raises:
            ValueError: there is not one target for each input, their lengths differ, or a number
                is not finite.
        """
        return cls(tuple(map(tuple, inputs)), tuple(map(tuple, targets)))

    def fitting(self, network: Network) -> Self:
        """These examples, if they are as long as the network is wide at its ends.

        Raises:
            ValueError: they are not.
        """
        ends = len(self.inputs[0]), len(self.targets[0])
        wanted = network.sizes[0], network.sizes[-1]
        if ends != wanted:
            raise ValueError(f"examples must have {wanted} inputs and targets, got {ends}")
        return self

    def arrays(self, exactly: bool = False) -> tuple[Array, Array]:
        """Inputs and targets, a column for each example, in floats or in exact rationals."""
        columns = tuple(zip(*self.inputs, strict=True)), tuple(zip(*self.targets, strict=True))
        if exactly:
            return ball_arrays.exactly(columns[0]), ball_arrays.exactly(columns[1])
        return np.array(columns[0], float), np.array(columns[1], float)


def shares(cost: Cost, outputs: Array, targets: Array) -> Array:
    """What each output of each example adds to the cost, shape (outputs, examples)."""
    count, examples = outputs.shape
    each: Array = (outputs - targets) ** 2
    return ball_arrays.scaled(each, cost.share(count) / examples)


def slopes(cost: Cost, outputs: Array, targets: Array) -> Array:
    """The derivative of the cost by each output of each example, shape (outputs, examples)."""
    count, examples = outputs.shape
    return ball_arrays.scaled(outputs - targets, 2 * cost.share(count) / examples)


def expression(
    network: Network, examples: Examples, cost: Cost, moved: Mapping[Place, Expr]
) -> Expr:
    """The cost as a formula, with other expressions at the places `moved`."""
    share = Rational(cost.share(network.sizes[-1]) / len(examples.inputs))
    parts = []
    for inputs, targets in zip(examples.inputs, examples.targets, strict=True):
        formulas = network.formulas([rational(each) for each in inputs], moved)
        outputs = zip(formulas.activations[-1], targets, strict=True)
        misses = (made(Add, a, -rational(y)) for a, y in outputs)
        parts += [made(Mul, share, made(Pow, miss, Integer(2))) for miss in misses]
    return made(Add, *parts)
