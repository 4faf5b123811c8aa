"""Random formulas as trees, by a seed: written as text, and moved to another bracketing.

A tree is a tuple: an operation and its parts; a leaf is ("x",), ("number", text), ("pi",) or
("e",). It knows nothing of mathcore, of SymPy or of floats.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

Tree = tuple[Any, ...]

SMOOTH = (
    *("sin", "cos", "tan", "exp", "log", "sqrt", "asin", "acos", "atan", "sinh", "cosh", "tanh"),
    *("asinh", "acosh", "atanh", "cot", "sec", "csc", "coth", "sech", "csch", "erf", "erfc"),
)
KINKED = ("abs", "sign", "floor", "ceil", "cbrt")
COMMON = ("sin", "cos", "exp", "log", "sqrt", "tan", "atan", "tanh", "abs")
NUMBERS = ("2", "3", "5", "1", "4", "10", "7", "0.5", "0.1", "1.25", "12", "0.003", "250", "6")
BINARY = ("+", "+", "-", "-", "*", "*", "/", "^", "^")
KINDS = ("sign", "negative", "min", "max", "atan2", "piecewise", "function")
WEIGHTS = (52, 8, 2, 2, 2, 3, 31)
LOOSEST = {"+": 1, "-": 1, "negative": 1, "*": 2, "/": 2, "^": 3}
ATOM = 4


def tree(dice: Random, depth: int) -> Tree:
    """A random formula with at most `depth` operations inside each other."""
    if depth == 0 or dice.random() < 0.1:
        return _leaf(dice)
    kind = dice.choices(KINDS, WEIGHTS)[0]
    if kind == "sign":
        return _joined(dice, depth - 1)
    if kind == "function":
        names = dice.choices((COMMON, SMOOTH, KINKED), (16, 11, 4))[0]
        return dice.choice(names), tree(dice, depth - 1)
    limit = (("number", dice.choice(NUMBERS)),) if kind == "piecewise" else ()
    parts = 1 if kind == "negative" else 2
    return kind, *limit, *(tree(dice, depth - 1) for _ in range(parts))


def _joined(dice: Random, depth: int) -> Tree:
    sign = dice.choice(BINARY)
    left = tree(dice, depth)
    if sign == "^" and dice.random() < 0.75:
        return sign, left, _exponent(dice)
    return sign, left, tree(dice, depth)


def _leaf(dice: Random) -> Tree:
    roll = dice.random()
    if roll < 0.6:
        return ("x",)
    return ("number", dice.choice(NUMBERS)) if roll < 0.93 else (dice.choice(("pi", "e")),)


def _exponent(dice: Random) -> Tree:
    whole: Tree = ("number", dice.choice("2233456"))
    if dice.random() < 0.25:
        whole = "/", ("number", dice.choice("1234")), ("number", dice.choice("2335"))
    return ("negative", whole) if dice.random() < 0.25 else whole


def place(dice: Random) -> float:
    """A place to look at: short decimals of either sign, now and then a small or a large one."""
    roll = dice.random()
    if roll < 0.12:
        return dice.choice((0.0, 1.0, -1.0, 2.0, 0.5, 3.0))
    scale = 1.0 if roll < 0.92 else dice.choice((1e-3, 1e3, 1e5))
    return round(dice.uniform(-3, 3), 3) * scale


def text(tree: Tree, dice: Random) -> str:
    """The formula as a person may type it: with brackets too many, signs left out, bars."""
    return _written(tree, 0, dice)


def _written(tree: Tree, least: int, dice: Random) -> str:
    source = _bare(tree, dice)
    bound = LOOSEST.get(tree[0], ATOM)
    return f"({source})" if bound < least or dice.random() < 0.05 else source


def _bare(tree: Tree, dice: Random) -> str:
    kind, *parts = tree
    if not parts or kind == "number":
        return str(parts[0] if parts else kind)
    if kind == "negative":
        return "-" + _written(parts[0], 2, dice)
    if kind in LOOSEST:
        return _with_sign(kind, *parts, dice)
    inside = [_written(each, 0, dice) for each in parts]
    if kind == "piecewise":
        return f"Piecewise(({inside[1]}, x < {inside[0]}), ({inside[2]}, True))"
    bars = kind == "abs" and "|" not in inside[0]
    return f"|{inside[0]}|" if bars else f"{kind}({', '.join(inside)})"


def _with_sign(sign: str, left: Tree, right: Tree, dice: Random) -> str:
    if sign == "^":
        return f"{_written(left, ATOM, dice)}^{_written(right, 3, dice)}"
    if sign in "+-":
        return f"{_written(left, 1, dice)} {sign} {_written(right, 2, dice)}"
    before, after = _written(left, 2, dice), _written(right, 3, dice)
    # 2x, 2 sin(x) and 2(x + 1) need no sign; 2e could be the beginning of 2e3
    if sign == "*" and left[0] == "number" and after[0] not in "eE0123456789.|-":
        return before + dice.choice(("", " ", "*")) + after
    return f"{before}{sign}{after}"


def turned(tree: Tree, dice: Random) -> Tree | None:
    """The same signs and names in the same order, bracketed differently: sin(x) + 1, sin(x + 1).

    None when there is nothing to turn.
    """
    turns = list(_turns(tree))
    return dice.choice(turns) if turns else None


def _turns(tree: Tree) -> Iterator[Tree]:
    kind, *parts = tree
    if kind in LOOSEST and len(parts) == 2:
        left, right = parts
        if left[0] in LOOSEST and len(left) == 3:
            yield left[0], left[1], (kind, left[2], right)
        elif len(left) == 2 and left[0] not in ("number", "piecewise"):
            yield left[0], (kind, left[1], right)
        if right[0] in LOOSEST and len(right) == 3:
            yield right[0], (kind, left, right[1]), right[2]
    for index, part in enumerate(parts):
        if isinstance(part, tuple):
            for other in _turns(part):
                yield (kind, *parts[:index], other, *parts[index + 1 :])
