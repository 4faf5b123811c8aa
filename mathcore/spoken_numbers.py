"""A number as words that a voice reads out rightly: digits stay digits, signs become words.

A voice reads the digits of its own language well, and stumbles over a minus sign, a decimal point
where its language has a comma, an exponent and a fraction bar. So only these are put into words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NUMERAL = re.compile(
    r"(?P<minus>-?)(?P<digits>[0-9]+(?:\.[0-9]+)?)(?:e(?P<exponent>-?[0-9]+))?", re.ASCII
)
_FRACTION = re.compile(r"(?P<minus>-?)(?P<above>[0-9]+)/(?P<below>[0-9]+)", re.ASCII)
_MOST_PARTS = 20  # beyond it, Spanish numbers begin to agree with what they count


@dataclass(frozen=True, slots=True)
class Numerals:
    """How one language says numbers.

    `power` is what follows the base of a power, before its exponent; `powers` says small exponents
    in one go. `parts` names one part and several parts of a whole, by the number of all parts.
    """

    minus: str
    mark: str
    times: str
    over: str
    power: str
    negative_power: str
    powers: Mapping[int, str]
    parts: Mapping[int, tuple[str, str]]


ENGLISH = Numerals(
    minus="minus",
    mark=".",
    times="times",
    over="over",
    power="to the",
    negative_power="to the minus",
    powers={},
    parts={
        2: ("one half", "halves"),
        3: ("one third", "thirds"),
        4: ("one quarter", "quarters"),
        5: ("one fifth", "fifths"),
        6: ("one sixth", "sixths"),
        7: ("one seventh", "sevenths"),
        8: ("one eighth", "eighths"),
        9: ("one ninth", "ninths"),
        10: ("one tenth", "tenths"),
    },
)
GREEK = Numerals(
    minus="μείον",
    mark=",",
    times="επί",
    over="διά",
    power="στη δύναμη",
    negative_power="στη μείον",
    powers={
        4: "στην τετάρτη",
        5: "στην πέμπτη",
        6: "στην έκτη",
        7: "στην έβδομη",
        8: "στην όγδοη",
        9: "στην ενάτη",
        10: "στη δεκάτη",
    },
    parts={
        2: ("ένα δεύτερο", "δεύτερα"),
        3: ("ένα τρίτο", "τρίτα"),
        4: ("ένα τέταρτο", "τέταρτα"),
        5: ("ένα πέμπτο", "πέμπτα"),
        6: ("ένα έκτο", "έκτα"),
        7: ("ένα έβδομο", "έβδομα"),
        8: ("ένα όγδοο", "όγδοα"),
        9: ("ένα ένατο", "ένατα"),
        10: ("ένα δέκατο", "δέκατα"),
    },
)
SPANISH = Numerals(
    minus="menos",
    mark=",",
    times="por",
    over="sobre",
    power="elevado a",
    negative_power="elevado a menos",
    powers={},
    parts={
        2: ("un medio", "medios"),
        3: ("un tercio", "tercios"),
        4: ("un cuarto", "cuartos"),
        5: ("un quinto", "quintos"),
        6: ("un sexto", "sextos"),
        7: ("un séptimo", "séptimos"),
        8: ("un octavo", "octavos"),
        9: ("un noveno", "novenos"),
        10: ("un décimo", "décimos"),
    },
)
NUMERALS: dict[str, Numerals] = {"en": ENGLISH, "el": GREEK, "es": SPANISH}


def speak_number(text: str, language: str) -> str:
    """Canonical `text` of a number, as `mathcore.rounding` writes it, or a fraction such as "2/3".

    >>> speak_number("-1.769", "en"), speak_number("4e-4", "en"), speak_number("2/3", "en")
    ('minus 1.769', '4 times 10 to the minus 4', '2 thirds')
    >>> speak_number("-1.20e-5", "es")
    'menos 1,20 por 10 elevado a menos 5'

    Raises:
        ValueError: `text` is not a number in canonical form, its fraction divides by zero, or
            `language` is none of en, el, es.
    """
    words = numerals(language)
    fraction = _FRACTION.fullmatch(text)
    if fraction and int(fraction["below"]):
        spoken = _ratio(fraction["above"], fraction["below"], words)
        return f"{words.minus} {spoken}" if fraction["minus"] else spoken
    numeral = _NUMERAL.fullmatch(text)
    if not numeral:
        raise ValueError(f"a number to be spoken reads like -1.20e-5 or 2/3, got {text=!r}")
    spoken = numeral["digits"].replace(".", words.mark)
    if exponent := numeral["exponent"]:
        ten = f"10 {raised_to(int(exponent), words)}"
        spoken = ten if spoken == "1" else f"{spoken} {words.times} {ten}"
    return f"{words.minus} {spoken}" if numeral["minus"] else spoken


def numerals(language: str) -> Numerals:
    """How `language` says numbers.

    Raises:
        ValueError: `language` is none of en, el, es.
    """
    if language not in NUMERALS:
        raise ValueError(f"numbers are spoken in {', '.join(NUMERALS)}, got {language=!r}")
    return NUMERALS[language]


def raised_to(exponent: int, words: Numerals) -> str:
    """What follows the base of a power with a whole `exponent`."""
    if exponent in words.powers:
        return words.powers[exponent]
    start = words.negative_power if exponent < 0 else words.power
    return f"{start} {abs(exponent)}"


def _ratio(above: str, below: str, words: Numerals) -> str:
    parts = words.parts.get(int(below))
    if parts is None or not 0 < int(above) <= _MOST_PARTS:
        return f"{above} {words.over} {below}"
    return parts[0] if int(above) == 1 else f"{above} {parts[1]}"
