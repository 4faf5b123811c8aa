"""Lagrange's bound on a whole window, against closed forms."""

from math import exp, factorial, log10

import pytest

from mathcore import proof, taylor
from mathcore.envelopes import envelope, good_ends
from mathcore.functions import Function

EXPONENTIAL = taylor.expand(Function.parse("exp(x)"), 0.0, 4)
COSINE = taylor.expand(Function.parse("cos(x)"), 0.0, 4)


def test_the_bound_of_the_exponential_takes_its_greatest_derivative_from_the_right_end():
    found = envelope(EXPONENTIAL, 2, (-1.0, 2.0))

    assert found.greatest == pytest.approx(exp(2), rel=1e-11)
    assert found.at(-0.5) == pytest.approx(exp(2) * 0.5**3 / factorial(3), rel=1e-11)
    assert float(found.function(-0.5)) == pytest.approx(log10(found.at(-0.5)), abs=1e-8)


def test_the_height_that_is_drawn_is_above_the_true_one():
    found = envelope(COSINE, 2, (-7.0, 7.0))

    assert proof.relation(found.greatest.meaning, "<=", found.rounded.meaning).proved


@pytest.mark.parametrize(("expansion", "figures"), [(COSINE, 1), (EXPONENTIAL, 3)])
def test_a_short_height_is_shown_in_full(expansion, figures):
    assert envelope(expansion, 2, (-7.0, 7.0)).figures == figures


def test_the_bound_is_drawn_only_where_it_is_above_the_lowest_level():
    (low, left), (right, high) = envelope(COSINE, 2, (-7.0, 7.0)).pieces(-3.0)

    assert (low, high) == (-7.0, 7.0)
    assert right == pytest.approx(0.006 ** (1 / 3), rel=1e-9)
    assert left == pytest.approx(-right)


def test_the_good_interval_ends_at_the_latest_where_the_window_does():
    assert good_ends(COSINE, 4, 1e9, (-1.0, 1.0)) == (-1.0, 1.0)
    assert good_ends(COSINE, 0, 0.5, (-0.5, 3.0)) == (-0.5, pytest.approx(1.0471975511965979))


def test_an_interval_that_cannot_be_decided_is_refused():
    flat = taylor.expand(Function.parse("exp(-1/x^2)"), 0.0, 2)

    with pytest.raises(ValueError, match="is not decided"):
        good_ends(flat, 2, 0.01, (-1.0, 1.0))
