"""Layers of neurons: a = sigma(W a_before + b), entry by entry, with an activation sigma.

A neuron adds up what it is fed, each input times a weight, adds its bias, and bends the sum by
its activation (Goodfellow, Bengio & Courville, *Deep Learning*, 2016, section 6.1).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Self

import numpy as np
from flint import arb, fmpq
from numpy.typing import NDArray
from sympy import Add, Expr, Max, Mul, Pow, S, Symbol, exp, tanh

from mathcore import ball_arrays
from mathcore.as_written import made
from mathcore.ball_arrays import Number
from mathcore.functions import Function

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Activation:
    """A function that bends the sum of a neuron: for floats, for exact numbers, and as a formula.

    At the corner of `RELU` a slope does not exist; in training it counts as 0 there.
    """

    name: str
    rule: Callable[[Expr], Expr]
    fast: Callable[[Array], Array]
    fast_slope: Callable[[Array], Array]
    certain: Callable[[Number], Number]
    certain_slope: Callable[[Number], Number]
    corner: bool = False

    def values(self, sums: Array) -> Array:
        """The activation of every entry of an array, be it of floats or of exact numbers."""
        exact = sums.dtype == object
        return ball_arrays.each(self.certain, sums) if exact else self.fast(sums)

    def slopes(self, sums: Array) -> Array:
        """The slope of the activation at every entry of an array."""
        exact = sums.dtype == object
        return ball_arrays.each(self.certain_slope, sums) if exact else self.fast_slope(sums)

    def function(self, variable: str = "z") -> Function:
        """The activation as a function of one variable, to draw and to claim."""
        symbol = Symbol(variable, real=True)
        return Function(self.rule(symbol), symbol)


@dataclass(frozen=True, slots=True)
class Layer:
    """Neurons side by side: `weights`, a row for each, their `biases`, and their activation."""

    weights: tuple[tuple[float, ...], ...]
    biases: tuple[float, ...]
    activation: Activation

    def __post_init__(self) -> None:
        """Refuse what is no layer."""
        widths = {len(row) for row in self.weights}
        if len(widths) != 1 or widths == {0}:
            raise ValueError(f"weights must be rows of one length, got lengths {sorted(widths)}")
        if len(self.biases) != len(self.weights):
            raise ValueError(
                f"biases must be one for each of {len(self.weights)} neurons, "
                f"got {len(self.biases)}"
            )
        for number in (*self.biases, *(each for row in self.weights for each in row)):
            if not isfinite(number):
                raise ValueError(f"weights and biases must be finite, got {number!r}")

    @classmethod
    def of(
        cls,
        weights: Sequence[Sequence[float]],
        biases: Sequence[float],
        activation: Activation,
    ) -> Self:
        """A layer from nested sequences; row i of the weights leads to neuron i.

        Raises:
            ValueError: the rows have different lengths or none, there is not one bias for each
                row, or a number is not finite.
        """
        return cls(tuple(map(tuple, weights)), tuple(biases), activation)

    @property
    def inputs(self) -> int:
        """How many numbers each neuron is fed."""
        return len(self.weights[0])

    @property
    def neurons(self) -> int:
        """How many numbers come out."""
        return len(self.weights)


def _ball(number: Number) -> arb:
    return arb(number)


def _decayed(sums: Array) -> Array:
    """e^-|z|, which cannot overflow."""
    decayed: Array = np.exp(-np.abs(sums))
    return decayed


def _logistic(sums: Array) -> Array:
    decayed = _decayed(sums)
    values: Array = np.where(sums >= 0, 1.0, decayed) / (1 + decayed)
    return values


def _relu(number: Number) -> Number:
    if isinstance(number, fmpq):
        return max(number, fmpq(0))
    return number.max(arb(0))


def _relu_slope(number: Number) -> Number:
    if number > 0:
        return fmpq(1)
    undecided = isinstance(number, arb) and not number < 0
    return arb(0.5, 0.5) if undecided else fmpq(0)


LINEAR = Activation(
    "linear", lambda u: u, lambda z: z, np.ones_like, lambda z: z, lambda z: fmpq(1)
)
TANH = Activation(
    "tanh",
    lambda u: made(tanh, u),
    np.tanh,
    lambda z: 4 * _decayed(2 * z) / (1 + _decayed(2 * z)) ** 2,
    lambda z: _ball(z).tanh(),
    lambda z: _ball(z).sech() ** 2,
)
LOGISTIC = Activation(
    "logistic",
    lambda u: made(Pow, made(Add, S.One, made(exp, made(Mul, S.NegativeOne, u))), S.NegativeOne),
    _logistic,
    lambda z: _decayed(z) / (1 + _decayed(z)) ** 2,
    lambda z: 1 / (1 + (-_ball(z)).exp()),
    lambda z: 1 / ((1 + (-_ball(z)).exp()) * (1 + _ball(z).exp())),
)
RELU = Activation(
    "ReLU",
    lambda u: made(Max, S.Zero, u),
    lambda z: np.maximum(z, 0.0),
    lambda z: (z > 0).astype(float),
    _relu,
    _relu_slope,
    corner=True,
)
ACTIVATIONS = {each.name: each for each in (LINEAR, TANH, LOGISTIC, RELU)}
