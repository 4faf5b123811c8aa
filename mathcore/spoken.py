"""A formula in words, said so that it can be written down again without a look at it.

"x cubed minus 2 x plus 2", "e to the minus x squared", "the quantity x plus 1, over x". Numbers
stay digits, for a voice to read. How the words hold together is said in `spoken_phrases`.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp
from sympy import Basic, Expr, S
from sympy.core.relational import Relational

from mathcore import spoken_el, spoken_en, spoken_es
from mathcore.plain_forms import inverse, negative
from mathcore.reading_order import around_the_bar, factors, negated, terms
from mathcore.spoken_numbers import numerals, speak_number
from mathcore.spoken_phrases import Bond, Grammar, Phrase
from mathcore.spoken_words import called
from mathcore.symbols import SQUARED_ON_THE_NAME

_GRAMMARS = {
    "en": Grammar(spoken_en.WORDS),
    "el": Grammar(spoken_el.WORDS),
    "es": Grammar(spoken_es.WORDS),
}
_ROOTS = {sp.Rational(1, 2): "sqrt", sp.Rational(1, 3): "cbrt"}


def speak(formula: Basic, language: str) -> str:
    """The formula in words.

    Raises:
        ValueError: `language` is none of en, el, es, or the formula holds something that nobody
            has said how to say.

    >>> x = sp.Symbol("x")
    >>> speak(x**3 - 2 * x + 2, "en"), speak((x + 1) / x, "es")
    ('x cubed minus 2 x plus 2', 'x más 1, todo sobre x')
    """
    numerals(language)
    grammar = _GRAMMARS[language]
    if isinstance(formula, sp.Mul) and not negated(formula):
        return _multiplied(formula, grammar, grammar.whole_fraction).text.rstrip(",")
    return _phrase(formula, grammar).text.rstrip(",")


def _phrase(e: Basic, g: Grammar) -> Phrase:
    for kind, say in _KINDS:
        if isinstance(e, kind):
            return say(e, g)
    raise ValueError(f"nobody has said how to say {type(e).__name__}: {e}")


def _symbol(e: sp.Symbol, g: Grammar) -> Phrase:
    letter = e.name.isalpha() and (len(e.name) == 1 or e.name in g.words.letters)
    return Phrase(called(e.name, g.words), row=letter, joins=letter)


def _constant(e: Expr, g: Grammar) -> Phrase:
    name = {S.Pi: "pi", S.Exp1: "e"}.get(e, str(e))
    return Phrase(called(name, g.words), row=True, joins=True)


def _infinity(e: Expr, g: Grammar) -> Phrase:
    return Phrase(g.words.infinity)


def _number(e: Expr, g: Grammar) -> Phrase:
    if e < 0:
        return g.minus(_number(-e, g))
    language = next(name for name, each in _GRAMMARS.items() if each is g)
    text = speak_number(str(sp.Rational(str(e))), language)
    if f" {g.words.numerals.over} " in text:
        return Phrase(text, Bond.PRODUCT, short=False)
    return Phrase(text, joins=True)


def _sum(e: sp.Add, g: Grammar) -> Phrase:
    first, *others = terms(e)
    text = g.at_least(_phrase(first, g), Bond.PRODUCT)
    for term in others:
        minus = negated(term)
        sign = g.words.numerals.minus if minus else g.words.plus
        said = g.at_least(_phrase(negative(term) if minus else term, g), Bond.PRODUCT)
        text = f"{text} {sign} {said}"
    return Phrase(text, Bond.SUM, short=False)


def _product(e: sp.Mul, g: Grammar) -> Phrase:
    if negated(e):
        return g.minus(_phrase(negative(e), g))
    return _multiplied(e, g, g.fraction)


def _multiplied(e: sp.Mul, g: Grammar, fraction: Callable[[Phrase, Phrase], Phrase]) -> Phrase:
    """A product, as a `fraction` where anything stands below a bar."""
    above, below = ([_phrase(each, g) for each in side] for side in around_the_bar(factors(e)))
    top = g.factors(above)
    return fraction(top, g.factors(below)) if below else top


def _power(e: sp.Pow, g: Grammar) -> Phrase:
    base, exponent = e.args
    under = inverse(e)
    if under is not None:
        return g.fraction(_phrase(S.One, g), _phrase(under, g))
    if exponent in _ROOTS:
        return g.applied(g.words.functions[_ROOTS[exponent]], _phrase(base, g))
    kind = type(base).__name__
    if exponent in (2, 3) and kind in SQUARED_ON_THE_NAME:
        name = f"{g.words.functions[kind]} {g.ending(int(exponent))}"
        return g.applied(name, _phrase(base.args[0], g))
    if exponent.is_Integer:
        return g.whole_power(_phrase(base, g), int(exponent))
    return g.power(_phrase(base, g), _phrase(exponent, g), constant=exponent.is_Rational)


def _exponential(e: sp.exp, g: Grammar) -> Phrase:
    return _power(sp.Pow(sp.Symbol("e"), e.args[0], evaluate=False), g)


def _function(e: sp.Function, g: Grammar) -> Phrase:
    name, said = type(e).__name__, [_phrase(each, g) for each in e.args]
    if name == "polygamma":
        return g.applied(g.words.functions[name].format(said[0].text), said[1])
    if name not in g.words.functions:
        raise ValueError(f"nobody has said how to say the function {name}: {e}")
    return g.applied(g.words.functions[name], said[0])


def _several(e: Expr, g: Grammar) -> Phrase:
    items = e.args if isinstance(e, sp.atan2) else sorted(e.args, key=_letters_first)
    return g.listed(g.words.lists[type(e).__name__], [_phrase(each, g) for each in items])


def _letters_first(e: Expr) -> tuple[bool, object]:
    return e.is_number, sp.default_sort_key(e)


def _unknown(e: Expr, g: Grammar) -> Phrase:
    name = called(e.func.__name__, g.words)
    said = [_phrase(each, g) for each in e.args]
    return g.applied(name, said[0]) if len(said) == 1 else g.listed(f"{name} {g.words.of}", said)


def _pieces(e: sp.Piecewise, g: Grammar) -> Phrase:
    said = []
    for value, condition in e.args:
        text = _phrase(value, g).text.rstrip(",")
        when = f"{text} {g.words.when} {_logic(condition, g).text.rstrip(',')}"
        said.append(f"{g.words.otherwise} {text}" if condition == sp.true else when)
    return Phrase(", ".join(said), Bond.SUM, short=False)


def _logic(e: Basic, g: Grammar) -> Phrase:
    if isinstance(e, Relational):
        left, right = (_phrase(side, g).text for side in (e.lhs, e.rhs))
        return Phrase(f"{left} {g.words.relations[e.rel_op]} {right}", Bond.SUM, short=False)
    word = g.words.conjunction if isinstance(e, sp.And) else g.words.disjunction
    parts = sorted(e.args, key=sp.default_sort_key)
    return Phrase(f" {word} ".join(_logic(each, g).text for each in parts), Bond.SUM, short=False)


def _derivative(e: sp.Derivative, g: Grammar) -> Phrase:
    w, names = g.words, []
    for variable, count in reversed(e.variable_count):
        letter = _phrase(variable, g).text
        higher = w.higher_derivative.format(_phrase(count, g).text, letter)
        names.append(w.derivative.format(letter) if count == 1 else higher)
    return g.applied(f" {w.of} ".join(names), _phrase(e.expr, g))


_KINDS: tuple[tuple[type[Basic], Callable[[Basic, Grammar], Phrase]], ...] = (
    (sp.Symbol, _symbol),
    (sp.Rational, _number),
    (sp.Float, _number),
    (sp.core.numbers.Infinity, _infinity),
    (sp.core.numbers.NegativeInfinity, lambda e, g: g.minus(_infinity(-e, g))),
    (sp.NumberSymbol, _constant),
    (sp.UnevaluatedExpr, lambda e, g: _phrase(e.args[0], g)),
    (sp.Add, _sum),
    (sp.Mul, _product),
    (sp.Pow, _power),
    (sp.exp, _exponential),
    (sp.atan2, _several),
    (sp.Max, _several),
    (sp.Min, _several),
    (sp.Piecewise, _pieces),
    (sp.core.function.AppliedUndef, _unknown),
    (sp.Function, _function),
    (sp.Derivative, _derivative),
    (Relational, _logic),
    (sp.And, _logic),
    (sp.Or, _logic),
)
