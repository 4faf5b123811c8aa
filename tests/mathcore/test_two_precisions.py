"""Every number of every result agrees with its meaning, worked out in balls of many bits.

The results are searched through, fields and properties, for the numbers that a lecture may show.
"""

from dataclasses import fields, is_dataclass
from functools import cached_property
from itertools import islice

import pytest

from mathcore import (
    ascent,
    bisection,
    chi_squared,
    corners,
    critical_points,
    derivative_verdicts,
    descent,
    directions,
    finite_differences,
    jacobians,
    line_fit,
    linear_model,
    maps,
    newton,
    partials,
    quotients,
    remainders,
    secants,
    tangents,
    taylor,
    trial_line,
)
from mathcore.column import Column
from mathcore.data import DataSet
from mathcore.fields import Field
from mathcore.functions import Function
from mathcore.proof import close
from mathcore.quantity import Quantity
from mathcore.scalar_fields import ScalarField
from mathcore.step_rules import Steady
from mathcore.windows import Window

WAVE = Function.parse("sin(x) + x^2/3")
HILLS = Field.parse("x^3/3 - x - y^2 + x y/4")
BOWL = Field.parse("x^2 + 3y^2 + x y")
SCALAR = ScalarField.parse("x^3/3 - x - y^2 + x y/4", ("x", "y"))
SQUARE = Window((-2.0, 2.0), (-2.0, 2.0))
DATA = DataSet.read(["1", "2", "4", "5.5"], ["1.2", "1.9", "4.4", "5.1"])
TABLE = [Column.ones(4), Column.read("x", ["1", "2", "4", "5.5"])]

RESULTS = {
    "value": lambda: (WAVE.value(0.7), WAVE.nth(3, 0.7)),
    "secant": lambda: secants.secant(WAVE, 0.5, 1.25),
    "tangent": lambda: tangents.tangent(WAVE, 0.75),
    "newton": lambda: newton.iterate(Function.parse("x^3 - 2x - 5"), 2.0),
    "bisection": lambda: bisection.bisect(Function.parse("x^2 - 2"), 1.0, 2.0, 0.01),
    "verdict": lambda: derivative_verdicts.verdict(Function.parse("|x| + x/3"), 0.0),
    "taylor": lambda: taylor.expand(WAVE, 0.5, 5),
    "bound": lambda: remainders.bound(taylor.expand(WAVE, 0.0, 3), 3, 1.5),
    "gradient": lambda: (HILLS.gradient(0.5, 1.25), HILLS.hessian(0.5, 1.25)),
    "critical": lambda: critical_points.search(HILLS, (SQUARE.x, SQUARE.y)),
    "ascent": lambda: ascent.walk(HILLS, (0.5, 0.25), 0.1, (SQUARE.x, SQUARE.y), max_steps=6),
    "rose": lambda: directions.rose(HILLS, 0.5, 1.25),
    "grid": lambda: maps.grid(HILLS, SQUARE, 3),
    "line": lambda: line_fit.fit(DATA),
    "trial": lambda: trial_line.TrialLine(1.1, 0.25).misses(DATA),
    "bowl": lambda: chi_squared.bowl(DATA),
    "corner": lambda: corners.one_sided(Function.parse("|x - 1| + x^2"), 1.0),
    "partials": lambda: partials.row(SCALAR, 0.5, 1.25),
    "quotients": lambda: quotients.approach(WAVE, 0.5, (1.0, 0.1, 1e-6)),
    "jacobian": lambda: jacobians.jacobian(SCALAR, 0.5, 1.25),
    "differences": lambda: finite_differences.study(WAVE, 0.5, (0.1, 0.01, 1e-4)),
    "descent": lambda: descent.descend(BOWL, (1.5, 0.5), Steady(0.1), max_steps=6),
    "linear": lambda: linear_model.fit(TABLE, Column.read("y", ["1.2", "1.9", "4.4", "5.1"])),
}
MOST = 60
PROPERTY = property | cached_property


def numbers(result, deep=4):
    """All quantities in a result: in its fields, tuples and properties, and in theirs."""
    if isinstance(result, Quantity):
        yield result
    elif isinstance(result, tuple | list):
        for each in result:
            yield from numbers(each, deep)
    elif is_dataclass(result) and deep:
        names = [each.name for each in fields(result)]
        kind = type(result)
        names += [each for each in dir(kind) if isinstance(getattr(kind, each), PROPERTY)]
        for name in names:
            if not name.startswith("_"):
                yield from numbers(_asked(result, name), deep - 1)


def _asked(result, name):
    try:
        return getattr(result, name)
    except ValueError:  # there is none, and the message says why
        return ()


@pytest.mark.parametrize("name", RESULTS)
def test_numbers_agree_with_their_meanings(name):
    found = list(islice(numbers(RESULTS[name]()), MOST))

    assert found
    assert [
        (float(each), each.meaning) for each in found if not close(each, each.meaning, 1e-9).proved
    ] == []
