"""How colours are seen: contrast, and difference under three kinds of colour vision.

Contrast is WCAG 2.1's ratio of relative luminances; difference is CIEDE2000, the colours first
passed through Machado, Oliveira and Fernandes' model (2009) of the kind of sight.
"""

from functools import cache
from itertools import combinations

from coloraide import Color

from scenes.stage.look import Theme

SIGHTS = ("normal", "deuteranope", "protanope")
_FILTER = {"deuteranope": "deutan", "protanope": "protan"}


@cache
def contrast(colour: str, ground: str, opacity: float = 1.0) -> float:
    """Contrast ratio, 1 to 21, of hexadecimal `colour` at an opacity with the `ground`."""
    seen = Color(colour).mix(ground, 1.0 - opacity, space="srgb")
    return float(seen.contrast(ground, method="wcag21"))


def difference(a: str, b: str, sight: str = "normal") -> float:
    """CIEDE2000 between two hexadecimal colours as `sight` sees them."""
    seen = [Color(each) for each in (a, b)]
    if sight != "normal":
        seen = [each.filter(_FILTER[sight]) for each in seen]
    return float(seen[0].delta_e(seen[1], method="2000"))


def least_difference(theme: Theme) -> float:
    """The least difference between any two of ink and the five meanings, under any sight."""
    meanings = ("ink", "function", "derivative", "approximation", "data", "error")
    colours = [str(getattr(theme, each)) for each in meanings]
    return min(difference(a, b, sight) for a, b in combinations(colours, 2) for sight in SIGHTS)
