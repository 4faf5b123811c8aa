"""Kinds of singular points, against textbook examples."""

import pytest
import sympy as sp

from mathcore.singular_kinds import Kind, kind

Z = sp.Dummy("z")


@pytest.mark.parametrize(
    ("e", "place", "wanted"),
    [
        (sp.sin(Z) / Z, 0, Kind.REGULAR),
        (1 / sp.sin(Z) ** 2, sp.pi, Kind.POLE),
        (sp.sqrt(Z), 0, Kind.BRANCH),
        (Z**Z, 0, Kind.BRANCH),
        (Z**5 * sp.log(Z), 0, Kind.BRANCH),
        (sp.sqrt(Z) + sp.log(Z), 0, Kind.BRANCH),
        (sp.sqrt(Z) + Z * sp.exp(1 / Z), 0, Kind.UNKNOWN),
        (Z * sp.exp(1 / Z) + Z, 0, Kind.ESSENTIAL),
        (sp.exp(1 / Z) + sp.sin(1 / Z), 0, Kind.UNKNOWN),
        (sp.exp(sp.exp(1 / Z)), 0, Kind.UNKNOWN),
        (Z**20 * sp.log(Z), 0, Kind.BRANCH),
        (1 + Z**20 * sp.log(Z), 0, Kind.UNKNOWN),
        (sp.cos(sp.sqrt(Z)), 0, Kind.UNKNOWN),
        (Z**sp.pi, 0, Kind.BRANCH),
        (sp.exp(Z) / Z + 2 * sp.sin(Z) ** sp.sqrt(2), 0, Kind.BRANCH),
        (Z**sp.pi + Z ** (4 - sp.pi), 0, Kind.UNKNOWN),
        (sp.log(Z**sp.pi), 0, Kind.UNKNOWN),
        (1 / (Z**3 - Z - 1), sp.CRootOf(sp.Symbol("x") ** 3 - sp.Symbol("x") - 1, 0), Kind.UNKNOWN),
        (1 / (1 - sp.log((Z + 1) ** 3)), -3, Kind.UNKNOWN),
    ],
)
def test_every_kind_is_told_from_the_others(e, place, wanted):
    assert kind(e, Z, sp.sympify(place), sp.Integer(2)) is wanted


def test_the_examples_cover_all_kinds():
    assert len(Kind) == 5
