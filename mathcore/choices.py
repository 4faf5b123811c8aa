"""Steps, the greater of several, pieces: parts that pass on nothing of what decides on them.

A condition, or the argument of a step, is seen only at the place itself. Whether the choice that
is made there holds around the place, too, its value cannot tell: the argument may jump, or have
no value to one side. Then there is no certain slope, and NaN stands for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce

import sympy
from flint import arb, arb_series
from sympy import Basic, Expr, Symbol

from mathcore import balls, elementary
from mathcore.balls import Ball, derivatives, head
from mathcore.conditions import condition

Env = Mapping[Symbol, Ball]
Evaluator = Callable[[Env], Ball]
Step = Callable[[list[Ball], Env], Ball]
Place = Callable[[Basic], int]
Compiled = Callable[[Expr, bool], Evaluator]


def step(part: Expr, place: Place, hull: bool, compiled: Compiled) -> Step:
    """How to work out a sign, floor or ceiling."""
    inside, rule = part.args[0], elementary.FUNCTIONS[part.func.__name__]
    argument = place(inside)

    def run(values: list[Ball], env: Env) -> Ball:
        flat = rule(values[argument], hull)
        steady = _steady(inside, values[argument], env, hull, compiled)
        return flat if steady else balls.unknown(values[argument], head(flat))

    return run


def extreme(part: Expr, place: Place, hull: bool, compiled: Compiled) -> Step:
    """How to work out the greatest or the least of several."""
    name = "max" if isinstance(part, sympy.Max) else "min"
    slots = {each: place(each) for each in part.args}

    def run(values: list[Ball], env: Env) -> Ball:
        known = {each: values[i] for each, i in slots.items()}
        found = reduce(lambda x, y: elementary.extreme(name, x, y, hull), known.values())
        for each, value in known.items():
            if not _steady(each, value, env, hull, compiled):
                return balls.unknown(value, head(found))
        return found

    return run


def pieces(part: sympy.Piecewise, place: Place, hull: bool, compiled: Compiled) -> Step:
    """How to work out the first piece whose condition holds."""

    def certain(side: Expr) -> Evaluator:
        return lambda env: _certain(side, env, compiled)

    parts = [(compiled(e, hull), condition(c, certain)) for e, c in part.args]

    def run(values: list[Ball], env: Env) -> Ball:
        possible: list[arb] = []
        decided = True
        for value, holds in parts:
            truth = holds(env)
            if truth is True and decided:
                return value(env)
            decided = decided and truth is False
            if truth is not False:
                possible += _defined(value, env) if hull else [balls.NAN]
            if truth is True:
                break
        if hull and not possible:
            raise balls.UndefinedError
        hulls = reduce(lambda one, other: one.union(other), possible or [balls.NAN])
        series = [each for each in env.values() if isinstance(each, arb_series)]
        return balls.unknown(series[0] if series else hulls, hulls)

    return run


def _defined(value: Evaluator, env: Env) -> list[arb]:
    try:
        return [head(value(env))]
    except balls.UndefinedError:
        return []


def _certain(side: Expr, env: Env, compiled: Compiled) -> Ball:
    """The value of one side of a condition, NaN unless it is certain to be continuous around."""
    value = compiled(side, False)(env)
    return value if _steady(side, value, env, False, compiled) else balls.unknown(value)


def _steady(part: Expr, value: Ball, env: Env, hull: bool, compiled: Compiled) -> bool:
    """Whether `part`, which has this `value`, is certain to be continuous around the place.

    A finite slope says so; of a corner only the hull reading gives one.
    """
    if derivatives(value, 1)[1].is_finite():
        return True
    try:
        again = None if hull else compiled(part, True)(env)
    except balls.UndefinedError:
        return False
    return again is not None and _steady(part, again, env, True, compiled)
