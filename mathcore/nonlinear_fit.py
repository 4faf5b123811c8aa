"""The trace of a nonlinear fit: where the walk stood, why it ended, and what was found.

Every number here is worked out in balls, and is right to the last digit of a double or nearly so,
however small chi-squared and its slopes are.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial

import numpy as np
from flint import arb, fmpq
from sympy import Expr, Symbol

from mathcore import balls
from mathcore.functions import Function
from mathcore.nonlinear_balls import Level
from mathcore.nonlinear_meanings import Meanings, Surface
from mathcore.nonlinear_model import Problem
from mathcore.nonlinear_outcomes import Outcome
from mathcore.nonlinear_polish import Bottom
from mathcore.quantity import Meaning, Point, Quantity, exact
from mathcore.rational import fraction, root, unevaluated_root

_BITS = 160


@dataclass(frozen=True, slots=True)
class Visit:
    """Parameters where a walk stood; the damping of the step that led there, if it had one."""

    surface: Surface
    parameters: tuple[Quantity, ...]
    damping: Quantity | None = None

    @property
    def chi_squared(self) -> Quantity:
        """Chi-squared here."""
        surface = self.surface
        return Quantity(self._level.height, lambda: self._means(surface.height))

    @property
    def gradient(self) -> tuple[Quantity, ...]:
        """The derivative of chi-squared by each parameter, here."""
        return tuple(
            Quantity(2 * slope, partial(self._slope, index))
            for index, slope in enumerate(self._level.gradient.entries())
        )

    @property
    def steepness(self) -> Quantity:
        """The length of the gradient, in the units in which the parameters are written."""
        surface = self.surface
        squares = sum((2 * each) ** 2 for each in self._level.gradient.entries())

        def meaning() -> Meaning:
            return self._means(unevaluated_root(sum(each**2 for each in surface.gradient)))

        return Quantity(arb(squares).sqrt(), meaning)

    @property
    def curve(self) -> Function:
        """The model as a function of its one predictor, with these parameters."""
        return self.surface.problem.curve(self.parameters)

    @property
    def point(self) -> Point:
        """This place as a point of the plane, for a model of two parameters."""
        east, north = self.parameters
        return Point(east, north)

    def _slope(self, index: int) -> Meaning:
        return self._means(self.surface.gradient[index])

    def _means(self, expression: Expr) -> Meaning:
        return self.surface.at(expression, tuple(map(float, self.parameters)))

    @property
    def _level(self) -> Level:
        with balls.working(_BITS):
            ratios = map(fraction, self.parameters)
            place = [arb(fmpq(each.numerator, each.denominator)) for each in ratios]
            return self.surface.problem.evaluator.level(place)


@dataclass(frozen=True)
class NonlinearFit:
    """Every place of a walk in order, the start first, and why there was no further one.

    Whatever needs best parameters raises a ValueError unless a lowest place was found.
    """

    surface: Surface
    visits: tuple[Visit, ...]
    outcome: Outcome
    bottom: Bottom | None

    @property
    def problem(self) -> Problem:
        """The model and its points."""
        return self.surface.problem

    @property
    def steps(self) -> Quantity:
        """How many steps were taken."""
        return exact(float(len(self.visits) - 1))

    @cached_property
    def parameters(self) -> tuple[Quantity, ...]:
        """The parameters that make chi-squared least among all near them."""
        return tuple(
            Quantity(float(each), partial(self._meanings.parameter, index))
            for index, each in enumerate(self._found.parameters)
        )

    @cached_property
    def errors(self) -> tuple[Quantity, ...]:
        """The standard error of each parameter, from J'J at the lowest place.

        Uncertainties that were given are believed; else they are judged from the scatter.

        Raises:
            ValueError: no lowest place was found, or no sigma is given and no point is left over.
        """
        known = self.problem.sigmas is not None
        unit = Fraction(1) if known else self._scatter
        return tuple(
            Quantity(root(row[i] * unit), partial(self._meanings.error, i))
            for i, row in enumerate(self._found.inverse)
        )

    @cached_property
    def chi_squared(self) -> Quantity:
        """Chi-squared at the lowest place."""
        return Quantity(
            float(self._found.chi_squared), lambda: self._meanings.of(self.surface.height)
        )

    @cached_property
    def residual_deviation(self) -> Quantity:
        """The standard deviation of a point of weight one about the curve.

        Raises:
            ValueError: no lowest place was found, or there are no more points than parameters.
        """
        return Quantity(
            root(self._scatter),
            lambda: self._meanings.of(unevaluated_root(self.surface.height / self.problem.dof)),
        )

    @property
    def curve(self) -> Function:
        """The fitted model as a function of its one predictor."""
        return self.problem.curve(self.parameters)

    @cached_property
    def feet(self) -> tuple[Point, ...]:
        """Where the fitted curve passes above or below each point, for one predictor."""
        (x,) = self.problem.predictors
        values = self.curve(np.array([float(each) for each in x.quantities]))
        (name,), expression = self.problem.model.predictors, self.problem.model.expression
        return tuple(
            Point(at, Quantity(value, partial(self._foot, expression, {name: at})))
            for at, value in zip(x.quantities, values, strict=True)
        )

    def _foot(self, expression: Expr, place: dict[Symbol, Quantity]) -> Meaning:
        exactly = {name: at.meaning.expression for name, at in place.items()}
        return self._meanings.of(expression.xreplace(exactly))

    @property
    def _found(self) -> Bottom:
        if self.bottom is None:
            raise ValueError(f"this fit has no best parameters: {self.outcome.value}")
        return self.bottom

    @property
    def _scatter(self) -> Fraction:
        least, dof = self._found.chi_squared, self.problem.dof
        if dof < 1:
            raise ValueError("there are as many parameters as points, and none left to judge by")
        return least / dof

    @cached_property
    def _meanings(self) -> Meanings:
        return Meanings(self.surface, self._found)
