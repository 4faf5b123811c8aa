"""What mathcore says of one random formula, held against the oracle; every disagreement a sentence.

What cannot be compared is counted, by its reason: a place beyond the domain, a number beyond the
floats, digits that a float cannot have. Nothing else is left out.
"""

from __future__ import annotations

from random import Random

import mpmath
import numpy as np
from mpmath import mpf, workdps, workprec
from sympy import Mul, Pow, exp, preorder_traversal

from fuzz import slope_checks
from fuzz.case import TOLERANCE, Case, X, close
from fuzz.grammar import Tree, place, text, tree, turned
from fuzz.oracle import DIGITS, Reading, read
from mathcore import boxes, interval
from mathcore.as_typed import as_typed
from mathcore.functions import Function
from mathcore.multiprecision import evaluator
from mathcore.spoken import speak
from mathcore.typst import formula

LADDER = (30, 34, 39, 45)
ODD = mpf("0.6180339887")
SURE = mpf(10) ** -9
PLACES = 3
MANY = 20000
LIMITS = (  # words of the sentences that refuse a formula for a reason that is announced
    *(
        "positive base",
        "more than",
        "real value",
        "told from",
        "deep",
        "cancel",
        "large",
        "too",
        "beyond",
    ),
    *("zero", "argument", "equal", "whole"),
)


def examine(seed: int) -> Case:
    """Everything that is asked of the formula with this seed."""
    dice = Random(seed)
    case = Case(seed)
    formula_tree = tree(dice, dice.choice((2, 2, 3, 3, 4, 5)))
    case.text = text(formula_tree, dice)
    places = [place(dice) for _ in range(PLACES)]
    with workdps(DIGITS):
        try:
            f = Function.parse(case.text)
        except ValueError as refusal:
            _refused(case, str(refusal))
            return case
        for check in (_printed, _worded):
            check(case, formula_tree, f, dice, places)
        for at in places:
            _at(case, formula_tree, f, at, dice)
    return case


def _refused(case: Case, reason: str) -> None:
    """Only the announced limits, and constants without a value, may be refused."""
    if any(each in reason for each in LIMITS):
        case.counts["refused by the parser"] += 1
    else:
        case.said.append(f"seed {case.seed}: {case.text} is refused: {reason}")


def _printed(case: Case, t: Tree, f: Function, dice: Random, places: list[float]) -> None:
    """Printed and read again, a formula is the same; typed as it stands, it is worth the same."""
    try:
        again = Function.parse(str(f))
    except ValueError as refusal:
        case.counts["too long to be read again"] += 1
        if not any(each in str(refusal) for each in LIMITS):
            case.disagree("the printed form", "all", str(refusal), str(f))
        return
    try:
        typed = as_typed(case.text, (X,)).doit()  # code is made of what is evaluated
    except ValueError:  # the greatest of something that is real nowhere, log(-exp(x))
        case.counts["not comparable as typed"] += 1
        return
    for at in map(mpf, places):
        here = evaluator(f.expression, X)(at)
        for what, other in (("what is read again", again.expression), ("what was typed", typed)):
            there = evaluator(other, X)(at)
            if here is None or there is None:
                case.counts["without a value"] += 1
            elif not close(there, here, TOLERANCE):
                case.disagree(f"the value of {what} ({other})", at, there, here)


def _worded(case: Case, t: Tree, f: Function, dice: Random, places: list[float]) -> None:
    """What is bracketed and worth something else, is written and said differently."""
    other = turned(t, dice)
    if other is None:
        return
    worth = [(read(t, mpf(at)), read(other, mpf(at))) for at in places]
    apart = [a and b and not close(a[0], b[0], TOLERANCE) for a, b in worth]
    if not any(apart):
        return
    rewritten = text(other, dice)
    try:
        pair = as_typed(case.text, (X,)), as_typed(rewritten, (X,))
    except ValueError:
        case.counts["refused by the parser"] += 1
        return
    for language in ("en", "el", "es"):
        words = [speak(each, language) for each in pair]
        if words[0] == words[1]:
            case.disagree(
                f"the spoken form ({words[0]}) in {language}", "all", "the same", rewritten
            )
    if formula(pair[0]) == formula(pair[1]):
        case.disagree(f"the Typst form ({formula(pair[0])})", "all", "the same", rewritten)
    case.counts["pairs told apart"] += 1


def _at(case: Case, t: Tree, f: Function, at: float, dice: Random) -> None:
    found = read(t, mpf(at))
    if found is None:
        case.counts["without a value"] += 1
        return
    value, reading = found
    if 0 < reading.nearest < mpf(10) ** (20 - DIGITS):  # tan(pi) need not be 0 in any digits
        case.counts["on a jump or beside it"] += 1
        return
    case.counts["values"] += 1
    exact = evaluator(f.expression, X)(mpf(at))
    if exact is None or not close(exact, value, TOLERANCE):
        case.disagree("the value", at, exact, mpmath.nstr(value, 20))
        return
    _float(case, f, at, value, reading)
    _enclosures(case, t, f, at, value)
    slope_checks.check(case, t, f, at, value, reading)


def _float(case: Case, f: Function, at: float, value: mpf, reading: Reading) -> None:
    """The value in floats, and what a page in JavaScript is to give."""
    if reading.least < 1e-290 or reading.nearest < SURE:
        case.counts["beyond floats"] += 1
        return
    allowed = _rounding(f, at, value)
    if allowed is None:
        case.counts["ill-conditioned"] += 1
        return
    ours = float(f(at))
    if not abs(ours - value) <= allowed:
        if _beyond_on_the_way(f, at):
            case.counts["beyond floats as SymPy puts it"] += 1
            return
        case.disagree("the float", at, ours, f"{mpmath.nstr(value, 20)} +- {float(allowed):.1e}")
    if case.seed % 50 == 0:
        many = f(np.full(MANY, at))
        if not np.all(np.abs(many - float(value)) <= float(4 * allowed)):
            case.disagree(f"one float of {MANY}", at, many[0], mpmath.nstr(value, 20))
    case.counts["floats"] += 1
    try:
        case.page.append((f.javascript, at, float(value), float(allowed)))
    except ValueError:
        case.counts["no JavaScript"] += 1


def _beyond_on_the_way(f: Function, at: float) -> bool:
    """Whether a part of the formula, as it was put together, is zero or infinite in floats only.

    A power of a quotient becomes a quotient of powers, ((x + 1)/x)^200 as (x + 1)^200 x^-200.
    """
    for part in preorder_traversal(f.expression):
        size = evaluator(part, X)(mpf(at)) if isinstance(part, Mul | Pow | exp) else None
        if size and not 1e-300 < abs(size) < 1e300:
            return True
    return False


def _rounding(f: Function, at: float, value: mpf) -> mpf | None:
    """What rounding to 53 bits may do, by what rounding to fewer bits does; None if very much.

    A short decimal may be lucky, as 250 * 0.796 is 199 in few bits: a place close by is asked, too.
    """
    run = evaluator(f.expression, X)
    worst = abs(value) * mpf(2) ** -48
    for bits in LADDER:
        beside = at * (1 + ODD * mpf(2) ** (3 - bits))
        for where, exact in ((mpf(at), value), (beside, run(beside))):
            with workprec(bits):
                rough = run(where)
            if not rough or exact is None or abs(rough - exact) > abs(value) / 8:
                return None
            worst = max(worst, abs(rough - exact) * mpf(2) ** (bits - 53) * 512)
    return worst


def _enclosures(case: Case, t: Tree, f: Function, at: float, value: mpf) -> None:
    """Each enclosure over a piece of the axis holds the values at some places of it."""
    width = max(abs(at), 0.01) * 2.0 ** -(case.seed % 20)
    low, high = at - width, at + width / 3
    sides = {"the enclosure": interval.enclose(f.expression, X, low, high)}
    try:
        lows, highs = boxes.enclose((f.expression,), (X,), np.array([[low]]), np.array([[high]]))
        sides["the enclosure of boxes"] = float(lows[0, 0]), float(highs[0, 0])
    except ValueError:
        case.counts["no boxes"] += 1
    for point in map(mpf, (low, high, at)):
        found = read(t, point)
        for what, (bottom, top) in sides.items():
            last = found[1].last if found else mpf(0)
            if found and not bottom - last <= found[0] <= top + last:
                true = mpmath.nstr(found[0], 20)
                case.disagree(f"{what} over [{low}, {high}]", point, (bottom, top), true)
    case.counts["enclosures"] += 1
