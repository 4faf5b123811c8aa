"""Models that are not linear in their parameters, held against points by chi-squared.

    chi^2(b) = sum over i of (y_i - f(x_i; b))^2 / sigma_i^2,    one for every sigma not given.

A model is one expression, so its derivatives are exact. The methods walk in doubles; what is
shown of the fit they find is worked out anew in `mathcore.nonlinear_polish`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations_with_replacement
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sympy import Expr, Rational, Symbol

from mathcore import parse, typst
from mathcore.as_code import for_arrays
from mathcore.column import Column
from mathcore.data import DataSet
from mathcore.functions import Function
from mathcore.multiprecision import smooth
from mathcore.nonlinear_balls import Evaluator
from mathcore.quantity import Point

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Model:
    """y = `expression` in `predictors` and `parameters`; `response` is what is fitted of y."""

    expression: Expr
    parameters: tuple[Symbol, ...]
    predictors: tuple[Symbol, ...]
    response: Expr
    measured: Symbol

    @classmethod
    def parse(
        cls,
        text: str,
        parameters: Sequence[str],
        predictors: Sequence[str] = ("x",),
        response: str = "y",
    ) -> Self:
        """Read a formula such as ``"a exp(-(x - m)^2 / (2 s^2))"``; `response` may be ``"ln(y)"``.

        Raises:
            ValueError: a text is not a formula in these unknowns, there is no parameter, or the
                model may have a corner or a jump.
        """
        if not parameters:
            raise ValueError("a model needs a parameter to fit, got none")
        symbols = [Symbol(name, real=True) for name in (*parameters, *predictors)]
        chosen, given = tuple(symbols[: len(parameters)]), tuple(symbols[len(parameters) :])
        expression = parse.expression(text, tuple(symbols))
        measured = Symbol("y", real=True)
        model = cls(expression, chosen, given, parse.expression(response, (measured,)), measured)
        if not smooth(expression):
            raise ValueError(f"a model must be smooth to be fitted by its slopes, got {text!r}")
        return model

    @cached_property
    def first(self) -> tuple[Expr, ...]:
        """The exact derivative by every parameter."""
        return tuple(self.expression.diff(each) for each in self.parameters)

    @cached_property
    def second(self) -> dict[tuple[int, int], Expr]:
        """The exact second derivatives by parameters i <= j that are not zero throughout."""
        pairs = combinations_with_replacement(range(len(self.parameters)), 2)
        found = {(i, j): self.first[i].diff(self.parameters[j]) for i, j in pairs}
        return {pair: each for pair, each in found.items() if each != 0}

    @cached_property
    def typst(self) -> str:
        """The formula as Typst mathematics."""
        return typst.formula(self.expression)


@dataclass(frozen=True)
class Problem:
    """A model and the points that it is to meet, with the uncertainties of y or without."""

    model: Model
    predictors: tuple[Column, ...]
    heights: Column
    sigmas: Column | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be fitted.

        Raises:
            ValueError: columns that are missing or of different lengths, fewer points than
                parameters, a sigma <= 0, or a response that has no value at a point.
        """
        wanted, count = len(self.model.predictors), len(self.heights)
        if len(self.predictors) != wanted:
            raise ValueError(f"the model needs {wanted} predictors, got {len(self.predictors)}")
        others = [*self.predictors, *([] if self.sigmas is None else [self.sigmas])]
        if any(len(each) != count for each in others):
            lengths = [len(each) for each in others]
            raise ValueError(f"columns must be as long as y, {count}, got the lengths {lengths}")
        needed = len(self.model.parameters)
        if count < needed:
            raise ValueError(f"{needed} parameters need {needed} points or more, got {count}")
        if self.sigmas is not None and min(self.sigmas.numerators) <= 0:
            raise ValueError(f"every sigma must be positive, got {min(self.sigmas.fractions)}")
        if not np.isfinite(self._goal).all():
            raise ValueError(f"{self.model.response} must have a value at every y of the points")

    @classmethod
    def of(cls, model: Model, data: DataSet) -> Self:
        """A model of one predictor, and points of the plane."""
        return cls(model, (data.xs,), data.ys, data.sigmas)

    @classmethod
    def read(
        cls,
        model: Model,
        predictors: Sequence[Sequence[float | str]],
        y: Sequence[float | str],
        sigma: Sequence[float | str] | None = None,
    ) -> Self:
        """Take numbers, or decimal strings of any length, exactly; one sequence a predictor.

        Raises:
            ValueError: a value is not a finite decimal number, or these cannot be fitted.
        """
        columns = tuple(
            Column.read(f"predictors[{index}]", values) for index, values in enumerate(predictors)
        )
        sigmas = None if sigma is None else Column.read("sigma", sigma)
        return cls(model, columns, Column.read("y", y), sigmas)

    def __len__(self) -> int:
        """How many points there are."""
        return len(self.heights)

    @property
    def dof(self) -> int:
        """The degrees of freedom: points less parameters."""
        return len(self) - len(self.model.parameters)

    def residuals(self, place: Array) -> Array:
        """(y_i - f_i) / sigma_i at parameters `place`, shape (points,); NaN without a value."""
        values = self._run((self.model.expression,), place)[0]
        return np.asarray((self._goal - values) * self._roots)

    def slopes(self, place: Array) -> Array:
        """The derivatives of f_i / sigma_i, shape (points, parameters)."""
        return self._run(self.model.first, place).T * self._roots[:, None]

    def bend(self, place: Array, along: Array) -> Array:
        """The second derivative of f_i / sigma_i along a direction, shape (points,)."""
        second = self.model.second
        total = np.zeros(len(self))
        if second:
            factors = [(1 + (i != j)) * along[i] * along[j] for i, j in second]
            total = np.array(factors) @ self._run(tuple(second.values()), place)
        return np.asarray(total * self._roots)

    @cached_property
    def _goal(self) -> Array:
        goal = Function(self.model.response, self.model.measured)
        return np.asarray(goal(_floats(self.heights)))

    @cached_property
    def _roots(self) -> Array:
        return np.ones(len(self)) if self.sigmas is None else 1 / _floats(self.sigmas)

    @cached_property
    def _places(self) -> tuple[Array, ...]:
        return tuple(map(_floats, self.predictors))

    def curve(self, place: Sequence[float]) -> Function:
        """The model as a function of x, for the decimals of `place`.

        Raises:
            ValueError: the model has more predictors than one.
        """
        if len(self.predictors) != 1:
            raise ValueError(f"a curve has one predictor, got {len(self.predictors)}")
        values = (Rational(repr(float(each))) for each in place)
        known = dict(zip(self.model.parameters, values, strict=True))
        return Function(self.model.expression.xreplace(known), self.model.predictors[0])

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The points of the plane that are fitted, for a model of one predictor."""
        (x,) = self.predictors
        return tuple(map(Point, x.quantities, self.heights.quantities))

    @cached_property
    def weights(self) -> Column:
        """The weight of each point: 1 / sigma^2, or one."""
        if self.sigmas is None:
            return Column.ones(len(self))
        return Column.of(1 / each**2 for each in self.sigmas.fractions)

    @cached_property
    def evaluator(self) -> Evaluator:
        """Chi-squared in balls of any precision."""
        model = self.model
        names = (*model.parameters, *model.predictors)
        parts = (model.expression, model.first, model.second, names)
        return Evaluator(
            *parts, self.predictors, model.response, model.measured, self.heights, self.weights
        )

    def _run(self, expressions: tuple[Expr, ...], place: Array) -> Array:
        names = (*self.model.parameters, *self.model.predictors)
        with np.errstate(all="ignore"):
            rows = _compiled(expressions, names)(*map(np.float64, place), *self._places)
            values = np.array([np.broadcast_to(each, (len(self),)) for each in rows])
        return np.asarray(np.where(np.isfinite(values), values, np.nan), float)


def _floats(column: Column) -> Array:
    return np.array([top / column.denominator for top in column.numerators])


@cache
def _compiled(
    expressions: tuple[Expr, ...], names: tuple[Symbol, ...]
) -> Callable[..., Sequence[ArrayLike]]:
    return for_arrays(names, expressions)
