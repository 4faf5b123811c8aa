"""How likely chance alone makes a linear model look as good as it does.

If a true coefficient is zero and the errors are normal, then (b / its standard error)^2 follows
Fisher's F with one degree of freedom above and those of the fit below; if all but the constant
are zero, then so does the F of the fit, with a degree above for each of them (Draper & Smith,
*Applied Regression Analysis*, 3rd edition 1998, sections 1.3 and 6.1).
"""

from __future__ import annotations

from mathcore import tails
from mathcore.gram import Gram
from mathcore.linear_model import LinearFit, Outcome
from mathcore.quantity import Meaning, Quantity


def of_coefficient(fit: LinearFit, index: int) -> Quantity:
    """How likely a coefficient as far from zero is, to either side, if the true one is zero.

    Raises:
        ValueError: there is no such coefficient, or the fit has none or leaves nothing to chance.
    """
    if not 0 <= index < len(fit.columns):
        raise ValueError(f"there is no coefficient number {index} among {len(fit.columns)}")
    _check(fit)
    value = (fit.coefficients[index] / fit.errors[index]) ** 2

    def meaning() -> Meaning:
        gram = Gram(fit.columns, fit.y)
        variance = gram.cofactor(index) * gram.least / fit.dof
        return Meaning(gram.coefficient(index) ** 2 / variance)

    return tails.fisher_f(Quantity(value, meaning), 1, fit.dof)


def of_model(fit: LinearFit) -> Quantity:
    """How likely an F as large is, if all true coefficients but a constant one are zero.

    Raises:
        ValueError: the fit has no coefficients, or leaves nothing to chance or to compare.
    """
    _check(fit)
    free = len(fit.columns) - any(each.constant for each in fit.columns)
    return tails.fisher_f(fit.f, free, fit.dof)


def _check(fit: LinearFit) -> None:
    if fit.outcome is not Outcome.UNIQUE:
        raise ValueError(f"this fit leaves nothing to chance: {fit.outcome.value}")
