"""Planted faults: whatever is shown wrongly is found by the proof of the record."""

from dataclasses import replace

import numpy as np
import pytest
import sympy
from manim import TangentLine

from mathcore.functions import Function
from mathcore.quantity import exact
from mathcore.tangents import tangent
from scenes.stage import script
from scenes.stage.record import CurveClaim, NumberClaim, Record
from scenes.stage.script import ScriptError
from scenes.stage.verdicts import judge

CUBIC = Function.parse("x^3 - 2x + 2")
X = CUBIC.variable


def again(trial, change):
    """The verdict on the same record after `change` of its claims."""
    record = replace(trial.record, claims=[change(claim) for claim in trial.record.claims])
    words = script.parse('title = "T"\n[beats.only]\nsay = "s"', "en", "t")
    return judge("trial", record, words, words)


@pytest.fixture(scope="module")
def tidy(stage):
    def beat(lecture):
        plane = lecture.plane((-2.5, 2), (-8, 8))
        touch = tangent(CUBIC, -2)
        lecture.add(plane, plane.curve(CUBIC), plane.dot(touch.touch))
        lecture.add(plane.segment(touch.within((-2.5, 2), (-8, 8)), "derivative"))
        lecture.claim("slope", touch.slope, digits=2)
        lecture.claim_equal("factor", X**2 - 1, (X - 1) * (X + 1))
        lecture.claim_that("below", exact(1.5), "<", exact(2.0))

    return stage(beat)


def test_a_true_picture_is_proved_whole(tidy):
    report = tidy.report

    assert report.failed == []
    assert report.proved == report.claims > 10
    assert report.curves == 1
    assert 0 < report.worst_px <= 0.5
    assert report.clean


def test_a_changed_digit_is_found(tidy):
    report = again(tidy, lambda c: replace(c, text="10.01") if c.name == "slope" else c)

    assert [each for each in report.failed if "only: slope" in each and "10.01" in each]


def test_a_rounding_the_wrong_way_is_found(stage):
    """1/16 = 0.0625 is written 0.062 or 0.06, never 0.07."""
    trial = stage(lambda lecture: lecture.claim_text("share", "0.07", exact(0.0625)))

    assert len(trial.report.failed) == 1


def test_a_tangent_one_per_cent_too_steep_is_found(stage):
    def beat(lecture):
        plane = lecture.plane((-2.5, 2), (-8, 8))
        line = plane.segment(tangent(CUBIC, -2).within((-2.5, 2), (-8, 8)), name="tangent")
        lecture.add(plane, line.rotate(0.01 * 10 / (1 + 100), about_point=line.get_start()))

    assert "tangent: drawn" in " ".join(stage(beat).report.failed)


def test_a_curve_drawn_with_forty_points_is_found(stage):
    def beat(lecture):
        plane = lecture.plane((-2.5, 2), (-8, 8))
        curve = plane.curve(CUBIC)
        x = np.linspace(-2.3, 1.9, 40)
        curve[0].set_points_as_corners([plane.at((a, a**3 - 2 * a + 2)) for a in x])
        lecture.add(plane, curve)

    assert "curve:" in " ".join(stage(beat).report.failed)


def test_a_curve_one_pixel_too_high_is_found(tidy):
    def raise_it(claim):
        if not isinstance(claim, CurveClaim):
            return claim
        pieces = tuple(tuple((x, y + 1 / 135) for x, y in piece) for piece in claim.pieces)
        return replace(claim, pieces=pieces)

    report = again(tidy, raise_it)

    assert report.worst_px > 0.5
    assert "curve:" in " ".join(report.failed)


def test_a_line_of_algebra_with_a_lost_sign_is_found(stage):
    h = sympy.Symbol("h", real=True)

    def beat(lecture):
        lecture.claim_equal("expanded", ((X + h) ** 2 - X**2) / h, 2 * X - h)

    assert "only: expanded" in " ".join(stage(beat).report.failed)


def test_a_false_inequality_is_found(stage):
    trial = stage(lambda lecture: lecture.claim_that("order", exact(2.0), "<", exact(1.5)))

    assert "only: order" in " ".join(trial.report.failed)


def test_a_number_without_a_meaning_cannot_be_claimed(stage):
    with pytest.raises(TypeError, match="is not a number of mathcore's"):
        stage(lambda lecture: lecture.claim("slope", 2 * CUBIC.slope(1), digits=2))


def test_a_digit_typed_into_a_formula_is_refused(stage):
    with pytest.raises(ScriptError, match="the digit '3' is typed into the formula"):
        stage(lambda lecture: lecture.formula("f(x) = 3 x"))


def test_subscripts_and_squares_are_notation(stage):
    trial = stage(lambda lecture: lecture.add(lecture.formula("chi^2 = (x_1 - x_(n+1))^2")))

    assert trial.report.failed == []


def test_a_cube_is_a_number_and_has_to_come_from_an_expression(stage):
    with pytest.raises(ScriptError, match="the digit '3' is typed"):
        stage(lambda lecture: lecture.formula("x^3"))


def test_a_live_number_is_checked_at_ten_times_of_its_motion_or_more(stage):
    def beat(lecture):
        at = lecture.parameter(-2)
        plane = lecture.plane((-2.5, 2), (-8, 8))
        dot = plane.dot(lambda: CUBIC.point(at()))
        lecture.add(plane, dot, lecture.live("m", lambda: CUBIC.slope(at()), digits=2).put(3, 0))
        lecture.play(at.animate.set_value(1), run_time=2)

    trial = stage(beat)
    shown = {c.text for c in trial.record.claims if isinstance(c, NumberClaim) and c.live}

    assert len(shown) >= 10
    assert trial.report.failed == []


def test_a_live_number_that_lags_behind_is_found(stage):
    """A number that shows the slope of half a step ago, with the meaning of now."""

    def beat(lecture):
        at = lecture.parameter(-2)
        plane = lecture.plane((-2.5, 2), (-8, 8))
        number = lecture.live("m", lambda: CUBIC.slope(at()), digits=2).put(3, 0)
        number.now = lambda: CUBIC.slope(at() + 0.01)
        lecture.add(plane, number, plane.dot(lambda: CUBIC.point(at())))
        lecture.play(at.animate.set_value(1), run_time=2)

    assert "only: m" in " ".join(stage(beat).report.failed)


def test_tangents_are_true_where_a_share_of_arc_length_is_8_to_10_per_cent_off(stage):
    """`TangentLine(alpha=)` takes a share of the drawn length; ours takes the point."""
    slopes = {}

    def beat(lecture):
        plane = lecture.plane((-2.5, 2), (-8, 8))
        curve = plane.curve(CUBIC)
        touch = tangent(CUBIC, -1.75)
        ours = plane.segment(touch.within((-2.5, 2), (-8, 8)), "derivative")
        lecture.add(plane, curve, ours)
        left, right = curve[0].get_left()[0], curve[0].get_right()[0]
        share = (plane.at((-1.75, 0))[0] - left) / (right - left)
        theirs = TangentLine(curve[0], share)
        scale = plane.box.height / 16 / (plane.box.width / 4.5)
        for name, line in (("ours", ours), ("theirs", theirs)):
            run, rise, _ = line.get_end() - line.get_start()
            slopes[name] = rise / run / scale

    trial = stage(beat)
    truth = 3 * 1.75**2 - 2

    assert trial.report.failed == []
    assert slopes["ours"] == pytest.approx(truth, rel=1e-9)
    assert abs(slopes["theirs"] / truth - 1) > 0.08


def test_missing_and_stale_words_are_found():
    english = script.parse(
        'title = "T"\n[beats.a]\nsay = "s"\n[beats.b]\nsay = "t"\n[labels]\nx = "x"', "en", "e"
    )
    greek = script.parse(
        f'title = "T"\n[beats.a]\nsay = "σ"\nof = "{script.fingerprint("old")}"', "el", "g"
    )
    report = judge("trial", Record(), greek, english)

    assert report.missing == ["b", "labels.x"]
    assert report.stale == ["title or labels", "a"]
    assert not report.clean
