"""Taylor polynomials written out term by term, and what is told of them in tables."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from mathcore import rounding, taylor_cases
from mathcore.quantity import Quantity
from mathcore.taylor import Expansion, Term
from scenes.stage.formula import Formula
from scenes.stage.lecture import Lecture
from scenes.stage.look import FORMULA, LABEL, Zone
from scenes.stage.table import Table


def written(
    lecture: Lecture,
    expansion: Expansion,
    n: int,
    zone: Zone,
    *,
    factorials: bool = True,
    size: float = FORMULA,
) -> Formula:
    """The polynomial of order `n`, lowest power first, its last term in the polynomial's colour.

    With `factorials` each term is a derivative over a factorial, else it is multiplied out. A
    term is a part of the formula by its order, so that it can move to where it stands next.
    """
    terms = [each for each in expansion.gains if each.order <= n]
    body = "".join(_term(lecture, expansion, each, factorials) for each in terms)
    nothing = _number(lecture, "none", expansion.coefficients[0])
    source = f"p_({n})(x) = {body.removeprefix(' + ') or nothing}"
    last = {f"t{terms[-1].order}": "approximation"} if terms else {}
    formula = lecture.typed(source, size=size, colours=last)  # type: ignore[arg-type]
    formula.fit(zone.width)
    formula.move_to((zone.left + formula.width / 2, zone.centre[1], 0))
    return formula


def _term(lecture: Lecture, expansion: Expansion, term: Term, factorials: bool) -> str:
    k, divided = term.order, factorials and term.order > 1
    factor = expansion.derivatives[k] if divided else term.coefficient
    stem = "derivative" if divided else "coefficient"
    number = _number(lecture, f"{stem} {k} size", taylor_cases.size(factor))
    power = _power(lecture, expansion, k)
    top = power if power and number == "1" else f"{number} {power}"
    below = _number(lecture, f"order {k}", taylor_cases.whole(k))
    body = f"frac({top}, {below}!)" if divided else top
    return f" {'-' if factor < 0 else '+'} [[t{k}| {body} ]]"


def _power(lecture: Lecture, expansion: Expansion, k: int) -> str:
    if k == 0:
        return ""
    step = "x"
    if expansion.at:
        centre = _number(lecture, "centre size", taylor_cases.size(expansion.at))
        step = f"(x {'-' if expansion.at > 0 else '+'} {centre})"
    return step if k == 1 else f"{step}^({_number(lecture, f'order {k}', taylor_cases.whole(k))})"


def _number(lecture: Lecture, name: str, value: Quantity) -> str:
    return rounding.typst(lecture.brief(name, value).text, lecture.decimal_mark)


def table(
    lecture: Lecture,
    headings: Sequence[str],
    rows: Sequence[tuple[int, Sequence[Quantity]]],
    stem: str,
    zone: Zone,
) -> tuple[Table, list[VGroup]]:
    """Orders and numbers beside them, each claimed as "stem column order"."""
    heads = [lecture.formula(each, size=LABEL) for each in headings]
    frame = lecture.table(*heads, zone=zone, shares=(0.35, *[1.0] * (len(headings) - 1)))
    made = []
    for n, values in rows:
        cells = [lecture.formula(lecture.claim(f"order {n}", taylor_cases.whole(n)), size=LABEL)]
        for column, value in enumerate(values):
            number = lecture.brief(f"{stem} {'abc'[column]} {n}", value)
            cells.append(lecture.formula(number, size=LABEL))
        made.append(frame.row(*cells))
    return frame, made
