"""Networks: layers one behind another, each fed with what comes out of the one before.

Layers are counted from 1, since the inputs are layer 0: a(0) = inputs, z(l) = W(l) a(l-1) + b(l),
a(l) = sigma(z(l)). Neurons are counted from 0 within their layer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sympy import Add, Expr, Mul, Rational

from mathcore import ball_arrays
from mathcore.as_written import made
from mathcore.layers import Activation, Layer
from mathcore.quantity import Quantity, exact
from mathcore.rational import fraction

Array = NDArray[np.float64]
Stack = tuple[tuple[Array, Array, Activation], ...]


class Kind(Enum):
    """What a network is made of, and what comes about in it."""

    WEIGHT = "a weight"
    BIAS = "a bias"
    SUM = "a weighted sum"
    ACTIVATION = "an activation"


@dataclass(frozen=True, slots=True)
class Place:
    """One number of a network; `source` is the neuron a weight comes from, else None."""

    kind: Kind
    layer: int
    neuron: int
    source: int | None = None

    @property
    def name(self) -> str:
        """How the number is called, neurons counted from 1: w_l_i_j, b_l_i, z_l_i or a_l_i."""
        ends = [self.layer, self.neuron + 1] + ([] if self.source is None else [self.source + 1])
        return "_".join([_LETTERS[self.kind], *map(str, ends)])


_LETTERS = {Kind.WEIGHT: "w", Kind.BIAS: "b", Kind.SUM: "z", Kind.ACTIVATION: "a"}


def weight(layer: int, neuron: int, source: int) -> Place:
    """The weight with which `neuron` of `layer` is fed by `source` of the layer before."""
    return Place(Kind.WEIGHT, layer, neuron, source)


def bias(layer: int, neuron: int) -> Place:
    """The bias of a neuron."""
    return Place(Kind.BIAS, layer, neuron)


@dataclass(frozen=True, slots=True)
class Formulas:
    """Layer by layer the expressions of all sums, layer 1 first, and activations, inputs first."""

    sums: tuple[tuple[Expr, ...], ...]
    activations: tuple[tuple[Expr, ...], ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Layers one behind another, at least one."""

    layers: tuple[Layer, ...]

    def __post_init__(self) -> None:
        """Refuse layers that do not fit."""
        if not self.layers:
            raise ValueError("layers must hold at least one")
        for number, (layer, fed) in enumerate(zip(self.layers, self.layers[1:], strict=False), 2):
            if fed.inputs != layer.neurons:
                raise ValueError(
                    f"layer {number} must take {layer.neurons} inputs, got {fed.inputs}"
                )

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many numbers there are in each layer, inputs first: (1, 6, 7, 2)."""
        return (self.layers[0].inputs, *(layer.neurons for layer in self.layers))

    @property
    def parameters(self) -> tuple[Place, ...]:
        """Every weight and bias: layer by layer, the weights row by row, then the biases."""
        return tuple(place for place, _ in self._numbers())

    @property
    def values(self) -> tuple[float, ...]:
        """The values of all `parameters`."""
        return tuple(number for _, number in self._numbers())

    def parameter(self, place: Place) -> Quantity:
        """The value of a weight or a bias.

        Raises:
            ValueError: the network has no such parameter.
        """
        for each, number in self._numbers():
            if each == place:
                return exact(number)
        raise ValueError(f"place must be a weight or a bias of this network, got {place.name}")

    def with_values(self, values: Sequence[float]) -> Self:
        """A network of the same shape with other values of its `parameters`.

        Raises:
            ValueError: there is not one value for each parameter, or one is not finite.
        """
        if len(values) != len(self.parameters):
            raise ValueError(f"values must be {len(self.parameters)}, got {len(values)}")
        rest, layers = iter(values), []
        for layer in self.layers:
            rows = tuple(tuple(next(rest) for _ in row) for row in layer.weights)
            layers.append(Layer(rows, tuple(next(rest) for _ in rows), layer.activation))
        return type(self)(tuple(layers))

    def outputs(self, inputs: ArrayLike) -> Array:
        """The outputs in floats, shape (outputs, places), at inputs of shape (inputs, places).

        Raises:
            ValueError: the inputs have another shape.
        """
        fed = np.asarray(inputs, float)
        if fed.ndim != 2 or len(fed) != self.sizes[0]:
            raise ValueError(f"inputs must have shape ({self.sizes[0]}, places), got {fed.shape}")
        return forward(self.arrays(), fed)[1][-1]

    def arrays(self, exactly: bool = False) -> Stack:
        """The weights and biases, shapes (neurons, inputs) and (neurons, 1), of every layer.

        In floats, or in exact rationals.
        """
        made = ball_arrays.exactly if exactly else _floats
        return tuple(
            (made(layer.weights), made([(each,) for each in layer.biases]), layer.activation)
            for layer in self.layers
        )

    def formulas(self, inputs: Sequence[Expr], moved: Mapping[Place, Expr]) -> Formulas:
        """What comes about in the network, with other expressions at the places `moved`."""
        sums: list[tuple[Expr, ...]] = []
        activations = [_moved(Kind.ACTIVATION, 0, inputs, moved)]
        for number, layer in enumerate(self.layers, 1):
            row = [self._sum(number, i, activations[-1], moved) for i in range(layer.neurons)]
            sums.append(_moved(Kind.SUM, number, row, moved))
            bent = [layer.activation.rule(each) for each in sums[-1]]
            activations.append(_moved(Kind.ACTIVATION, number, bent, moved))
        return Formulas(tuple(sums), tuple(activations))

    def _sum(
        self, number: int, neuron: int, fed: Sequence[Expr], moved: Mapping[Place, Expr]
    ) -> Expr:
        layer = self.layers[number - 1]
        row = [rational(each) for each in layer.weights[neuron]]
        weights = [moved.get(weight(number, neuron, j), each) for j, each in enumerate(row)]
        offset = moved.get(bias(number, neuron), rational(layer.biases[neuron]))
        products = (made(Mul, w, a) for w, a in zip(weights, fed, strict=True))
        return made(Add, *products, offset)

    def _numbers(self) -> Iterator[tuple[Place, float]]:
        for number, layer in enumerate(self.layers, 1):
            for i, row in enumerate(layer.weights):
                yield from ((weight(number, i, j), each) for j, each in enumerate(row))
            yield from ((bias(number, i), each) for i, each in enumerate(layer.biases))


def forward(stack: Stack, inputs: Array) -> tuple[list[Array], list[Array]]:
    """All sums, layer 1 first, and all activations, inputs first; shapes (neurons, places)."""
    sums: list[Array] = []
    activations = [inputs]
    for weights, biases, activation in stack:
        sums.append(weights @ activations[-1] + biases)
        activations.append(activation.values(sums[-1]))
    return sums, activations


def rational(number: float) -> Rational:
    """A number as the network takes it: exactly, as the decimal that was written."""
    return Rational(fraction(number))


def _moved(
    kind: Kind, layer: int, row: Sequence[Expr], moved: Mapping[Place, Expr]
) -> tuple[Expr, ...]:
    return tuple(moved.get(Place(kind, layer, i), each) for i, each in enumerate(row))


def _floats(rows: Sequence[Sequence[float]]) -> Array:
    return np.array(rows, float)
