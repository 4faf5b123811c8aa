"""How likely is a value beyond this one, by chance alone: tails of four distributions.

Values come from ball arithmetic, whose precision is raised until the enclosing ball fixes a
double; so the far tails are as good as the near ones. The upper tails are

    normal         erfc(z / sqrt 2) / 2
    chi^2          Q(k/2, x/2), the regularised upper incomplete gamma function
    Student's t    I_v(k/2, 1/2) / 2 with v = k / (k + t^2), for t >= 0
    Fisher's F     I_v(k2/2, k1/2) with v = k2 / (k2 + k1 F)

(NIST Digital Library of Mathematical Functions, sections 7.18, 8.17 and 8.23). What a tail
*means* is written with exponentials, square roots and arc tangents where these suffice
(`mathcore.tail_formulas`).
"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

from flint import arb, ctx, fmpq

from mathcore import tail_formulas
from mathcore.quantity import Quantity, compose
from mathcore.rational import fraction

_BITS = 60  # which the ball must fix: a double has 53
_NOTHING = arb(2) ** -1100  # less than half of the smallest double
_FIRST_BITS = 80  # to work with at first; enough unless the degrees of freedom are very many


def normal(z: float) -> Quantity:
    """P(Z > z) for a standard normal Z.

    Raises:
        ValueError: `z` is not finite.
    """
    z_exact = _rational(z)
    return compose(
        _rounded(lambda: (arb(z_exact) / arb(2).sqrt()).erfc() / 2), tail_formulas.normal, z
    )


def chi_squared(x: float, dof: int) -> Quantity:
    """P(X > x) for a sum X of the squares of `dof` independent standard normals.

    Raises:
        ValueError: `x` is negative or not finite, or `dof` is not a whole number >= 1.
    """
    _check(x, dof)
    x_exact = _rational(x)
    value = _rounded(lambda: arb(x_exact / 2).gamma_upper(arb(fmpq(dof, 2)), regularized=1))
    return compose(value, lambda at: tail_formulas.chi_squared(at, dof), x)


def student_t(t: float, dof: int) -> Quantity:
    """P(T > t) for Student's T with `dof` degrees of freedom.

    Raises:
        ValueError: `t` is not finite, or `dof` is not a whole number >= 1.
    """
    _check(abs(t), dof)
    t_exact = _rational(t)
    value = _rounded(lambda: _student(t_exact, dof))
    return compose(value, lambda at: tail_formulas.student_t(at, dof), t)


def fisher_f(f: float, dof: int, dof_below: int) -> Quantity:
    """P(F > f) for the ratio of two mean squares, of `dof` and of `dof_below` degrees of freedom.

    Raises:
        ValueError: `f` is negative or not finite, or a `dof` is not a whole number >= 1.
    """
    _check(f, dof, dof_below)
    f_exact = _rational(f)
    value = _rounded(lambda: _fisher(f_exact, dof, dof_below))
    return compose(value, lambda at: tail_formulas.fisher_f(at, dof, dof_below), f)


def _student(t: fmpq, dof: int) -> arb:
    beyond = _fisher(t * t, 1, dof) / 2
    return beyond if t >= 0 else 1 - beyond


def _fisher(f: fmpq, dof: int, dof_below: int) -> arb:
    """The tail itself, or one less what lies below `f`: whichever is in the smaller argument."""
    above, below = arb(fmpq(dof, 2)), arb(fmpq(dof_below, 2))
    v = fmpq(dof_below) / (dof_below + dof * f)
    if 2 * v <= 1:
        return arb(v).beta_lower(below, above, regularized=1)
    return 1 - arb(1 - v).beta_lower(above, below, regularized=1)


def _rational(number: float) -> fmpq:
    exactly = fraction(number)
    return fmpq(exactly.numerator, exactly.denominator)


def _rounded(ball: Callable[[], arb]) -> float:
    """The double that the ball encloses, at the first precision at which it fixes one."""
    bits = _FIRST_BITS
    while True:
        with ctx.workprec(bits):
            enclosure = ball()
        if enclosure.rel_accuracy_bits() >= _BITS:
            return float(enclosure.mid())
        if abs(enclosure) < _NOTHING:
            return 0.0
        bits *= 2


def _check(value: float, *dofs: int) -> None:
    if not (isfinite(value) and value >= 0):
        raise ValueError(f"the tail begins at a finite value >= 0, got {float(value)!r}")
    for dof in dofs:
        if dof != int(dof) or dof < 1:
            raise ValueError(f"degrees of freedom are a whole number >= 1, got {dof!r}")
