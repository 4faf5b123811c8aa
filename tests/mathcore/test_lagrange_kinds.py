"""Kinds from tables of second derivatives, against the signs of eigenvalues."""

import pytest
from flint import arb, arb_mat

from mathcore.lagrange_kinds import Kind, by_curvature


@pytest.mark.parametrize(
    ("table", "variables", "kind"),
    [
        ([[2, 0, -1], [0, 4, -1], [-1, -1, 0]], 2, Kind.MINIMUM),
        ([[2, 0, -1], [0, -4, -1], [-1, -1, 0]], 2, Kind.MAXIMUM),
        ([[2, 0, -1], [0, -2, -1], [-1, -1, 0]], 2, Kind.DEGENERATE),
        ([[1, 0, 0, 0], [0, -1, 0, 0], [0, 0, 5, 1], [0, 0, 1, 0]], 3, Kind.SADDLE),
        ([[1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 5, 1], [0, 0, 1, 0]], 3, Kind.DEGENERATE),
        ([[1, 0, 0], [0, 1, 0], [0, 0, 0]], 2, Kind.DEGENERATE),  # a gradient that is zero
        ([[7, 3], [3, 0]], 1, Kind.ISOLATED),
        ([[7, 0], [0, 0]], 1, Kind.DEGENERATE),
    ],
)
def test_the_signs_of_the_curvatures_along_the_constraint_make_the_kind(table, variables, kind):
    assert by_curvature(arb_mat(table), variables) is kind


def test_what_a_ball_leaves_open_is_degenerate():
    doubtful = arb_mat([[arb(1, 2), 0, 0], [0, 1, -1], [0, -1, 0]])

    assert by_curvature(doubtful, 2) is Kind.DEGENERATE
