"""What weights and costs mean after so many rounds: iterates of the steps from the first weights.

The step is written with the derivative of the cost unevaluated, so the prover walks the whole
way again without backpropagation: for small networks, few examples and not too many rounds.
"""

from __future__ import annotations

from sympy import Derivative, Expr, Symbol

from mathcore import costs
from mathcore.networks import Kind, Place, rational
from mathcore.quantity import Quantity, compose, exact, iterate
from mathcore.training import Training


def parameters(training: Training, number: int) -> tuple[Quantity, ...]:
    """All weights and biases after so many rounds, in the order of `Network.parameters`.

    Raises:
        ValueError: that round was not kept, or its steps were taken on chance batches.
    """
    network = training.network(number)
    if training.lesson.batch is not None:
        raise ValueError("only steps on all examples can be walked again, not chance batches")
    if number == 0:
        return tuple(map(exact, network.values))
    symbols = _symbols(training)
    whole = _cost(training, symbols)
    rate = rational(training.lesson.rate)
    maps = tuple(s - rate * Derivative(whole, s, evaluate=False) for s in symbols.values())
    start = dict(zip(network.parameters, training.network(0).values, strict=True))
    after = dict(zip(network.parameters, network.values, strict=True))
    moved = iterate(
        [after[each] for each in symbols],
        tuple(symbols.values()),
        maps,
        [start[each] for each in symbols],
        number,
    )
    known = dict(zip(symbols, moved, strict=True))
    return tuple(known[each] if each in known else exact(after[each]) for each in after)


def cost(training: Training, number: int) -> Quantity:
    """The cost after so many rounds, walked again from the first weights.

    Raises:
        ValueError: as `parameters`.
    """
    values = parameters(training, number)
    places = training.trained.parameters
    symbols = _symbols(training)
    whole = _cost(training, symbols)
    moving = [value for place, value in zip(places, values, strict=True) if place in symbols]
    return compose(
        training.costs[number],
        lambda *at: whole.xreplace(dict(zip(symbols.values(), at, strict=True))),
        *moving,
    )


def _symbols(training: Training) -> dict[Place, Symbol]:
    """A symbol for every parameter that moves."""
    fixed = training.lesson.fixed_biases
    return {
        place: Symbol(place.name, real=True)
        for place in training.trained.parameters
        if not (fixed and place.kind is Kind.BIAS)
    }


def _cost(training: Training, symbols: dict[Place, Symbol]) -> Expr:
    lesson = training.lesson
    return costs.expression(training.network(0), lesson.examples, lesson.cost, symbols)
