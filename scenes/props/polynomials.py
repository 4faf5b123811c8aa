"""Taylor polynomials written out term by term, and what is told of them in tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from manim import VGroup

from mathcore import rounding, taylor_cases, typst
from mathcore.quantity import Quantity, exact
from mathcore.taylor import Expansion, Term
from mathcore.taylor_cases import Faithful
from scenes.stage.claims import Claimed
from scenes.stage.formula import Formula
from scenes.stage.lecture import Lecture
from scenes.stage.look import FORMULA, LABEL, LEAST_DIGIT_HEIGHT, RECAP, Token, Zone
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
    divided = [factorials and each.order > 1 for each in terms]
    numbers = [
        lecture.brief(
            f"{'derivative' if over else 'coefficient'} {each.order} size",
            taylor_cases.size(expansion.derivatives[each.order] if over else each.coefficient),
        )
        for each, over in zip(terms, divided, strict=True)
    ]
    equal = all(
        taylor_cases.stands_for(number.text, expansion, each.order, over)
        for each, over, number in zip(terms, divided, numbers, strict=True)
    )
    signed = [
        _term(lecture, expansion, *parts) for parts in zip(terms, numbers, divided, strict=True)
    ]
    nothing = _number(lecture, lecture.brief("none", expansion.coefficients[0]))
    sign = "=" if equal else "approx"
    last = {f"t{terms[-1].order}": "approximation"} if terms else {}
    for left_out in (0, *range(2, len(signed) - 1)):  # as few as need be, before the last two
        first = len(signed) - 2 - left_out
        shown = [*signed[:first], " + dots.c ", *signed[-2:]] if left_out else signed
        body = "".join(shown).removeprefix(" + ") or nothing
        formula = lecture.typed(
            f"p_({n})(x) {sign} {body}",
            size=size,
            colours=last,  # type: ignore[arg-type]
        )
        if formula.digit_height * zone.width >= LEAST_DIGIT_HEIGHT * formula.width:
            break
    formula.fit(zone.width)
    formula.move_to((zone.left + formula.width / 2, zone.centre[1], 0))
    return formula


def named(lecture: Lecture, expansion: Expansion, zone: Zone | None = None) -> Formula:
    """The function; in a zone, it stands at the left, half-way up, and no taller than that."""
    formula = lecture.formula("f(x) =", expansion.function, token="function")
    if zone is not None:
        formula.fit(zone.width)
        if formula.height > zone.height:
            formula.fit(formula.width * zone.height / formula.height)
        formula.move_to((zone.left + formula.width / 2, zone.centre[1], 0))
    return formula


def measured(lecture: Lecture, expansion: Expansion) -> list[Formula]:
    """Height, slope and bend at the centre, each claimed by that name."""
    names = ("height", "f"), ("slope", "f'"), ("bend", "f''")
    return [
        lecture.formula(
            f"{sign} (", expansion.centre, ") =", lecture.brief(name, value), token="derivative"
        )
        for (name, sign), value in zip(names, expansion.derivatives, strict=False)
    ]


def rule(lecture: Lecture, size: float) -> Formula:
    """The polynomial as a sum."""
    lecture.claim("first", taylor_cases.whole(0))
    source = "p_n (x) = sum_(k = {first})^n [[rule| frac(f^((k))(a), k!) ]] (x - a)^k"
    return lecture.formula(source, size=size, colours={"rule": "derivative"})


def lagrange(lecture: Lecture, size: float = LABEL) -> tuple[Formula, Formula]:
    """The bound of the error, in two halves."""
    lecture.claim("one", taylor_cases.whole(1))
    bound = "<= [[bound| frac(M, (n + {one})!) abs(x - a)^(n + {one}) ]]"
    return (
        lecture.formula("abs(f(x) - p_n (x))", size=size, token="error"),
        lecture.formula(bound, size=size, colours={"bound": "ink", "one": "ink"}),
    )


def card(lecture: Lecture) -> tuple[Formula, VGroup]:
    """The two lines to keep."""
    return rule(lecture, RECAP), VGroup(*lagrange(lecture, RECAP)).arrange(buff=0.4)


def matching(lecture: Lecture, zone: Zone) -> VGroup:
    """Why the n-th derivative is divided by n factorial, in three lines."""
    return lecture.stack(
        lecture.formula("p(x) = c thin (x - a)^n"),
        lecture.formula("p^((n))(a) = n! thin c"),
        lecture.formula("c = frac(f^((n))(a), n!)", token="derivative"),
        zone=zone,
        gap=0.6,
    )


def _term(lecture: Lecture, expansion: Expansion, term: Term, size: Claimed, divided: bool) -> str:
    k, power = term.order, _power(lecture, expansion, term.order)
    number = _number(lecture, size)
    top = power if power and number == "1" else f"{number} {power}"
    if divided:
        top = f"frac({top}, {_order(lecture, k)}!)"
    return f" {'-' if term.coefficient < 0 else '+'} [[t{k}| {top} ]]"


def _power(lecture: Lecture, expansion: Expansion, k: int) -> str:
    if k == 0:
        return ""
    away = expansion.centre
    step = f"(x {'-' if expansion.at > 0 else '+'} {typst.formula(abs(away))})" if away else "x"
    return step if k == 1 else f"{step}^({_order(lecture, k)})"


def _order(lecture: Lecture, k: int) -> str:
    return _number(lecture, lecture.claim(f"order {k}", taylor_cases.whole(k)))


def _number(lecture: Lecture, claimed: Claimed) -> str:
    return rounding.typst(claimed.text, lecture.decimal_mark)


def table(
    lecture: Lecture,
    headings: Sequence[str],
    rows: Sequence[tuple[int, Sequence[Quantity]]],
    stem: str,
    zone: Zone,
    token: Token = "ink",
) -> tuple[Table, list[VGroup]]:
    """Orders and numbers beside them, each claimed as "stem column order"."""
    heads = [lecture.formula(each, size=LABEL) for each in headings]
    widest = 0.8 * zone.width / (len(heads) - 1)
    for k, each in enumerate(headings):
        if heads[k].width > widest:  # then it must do without its name
            heads[k] = lecture.formula(each.removeprefix("x = "), size=LABEL)
    frame = lecture.table(*heads, zone=zone, shares=(0.3, *[1.0] * (len(heads) - 1)))
    made = []
    for n, values in rows:
        cells = [lecture.formula(lecture.claim(f"order {n}", taylor_cases.whole(n)), size=LABEL)]
        for column, value in enumerate(values):
            number = lecture.brief(f"{stem} {'abc'[column]} {n}", value)
            cells.append(lecture.formula(number, size=LABEL, token=token))
        made.append(frame.row(*cells))
    return frame, made


def derivatives(
    lecture: Lecture, expansion: Expansion, most: int, stem: str, zone: Zone
) -> tuple[Table, list[VGroup]]:
    """The derivatives at the centre up to order `most`, or as far as there are any."""
    rows = [(n, [value]) for n, value in enumerate(expansion.derivatives[: most + 1])]
    return table(lecture, ("n", "f^((n))(a)"), rows, stem, zone, "derivative")


def misses(
    lecture: Lecture,
    expansion: Expansion,
    orders: Sequence[int],
    places: Mapping[str, float],
    zone: Zone,
) -> tuple[Table, list[VGroup]]:
    """The errors of some orders at one or two places, which are claimed by their names.

    The first and the last error at the last place are claimed as "first_name" and "last_name".
    """
    for name, place in places.items():
        lecture.brief(name, exact(place))
    rows = [(n, [expansion.error(n, x) for x in places.values()]) for n in orders]
    for end, (_, values) in (("first", rows[0]), ("last", rows[-1])):
        lecture.claim(f"{end}_{list(places)[-1]}", values[-1], figures=2)
    several = [f"x = {{{name}}}" for name in places]
    headings = several if len(places) > 1 else ["abs(f(x) - p_n (x))"]
    return table(lecture, ("n", *headings), rows, f"miss {' '.join(places)}", zone, "error")


def silence(lecture: Lecture, expansion: Expansion, places: tuple[float, float]) -> None:
    """Claim what is said of a function whose series is zero: heights close to and far away."""
    close, away = places
    lecture.claim("none", expansion.derivatives[0])
    lecture.brief("close", exact(close))
    lecture.claim("close_height", expansion.function.value(close), figures=2)
    lecture.brief("away", exact(away))
    lecture.claim("away_height", expansion.error(expansion.order, away), figures=2)


def reaches(
    lecture: Lecture, shown: Faithful, level: float, zone: Zone
) -> tuple[Table, list[VGroup]]:
    """How far to the right each order is within 10^level, which is claimed as "wanted"."""
    lecture.brief("wanted", taylor_cases.power_of_ten(level))
    rows = [(n, shown.ends(n, level)[1:]) for n in shown.orders]
    lecture.brief("reach_first", *rows[0][1])
    lecture.brief("reach_last", *rows[-1][1])
    return table(lecture, ("n", "x"), rows, "reach", zone)
