"""A live number shows one value at a time, also to an animation that began with another."""

from mathcore.quantity import exact


def test_a_number_that_changes_leaves_nothing_of_its_old_digits(stage):
    old = []

    def beat(lecture):
        at = lecture.parameter(1.0)
        number = lecture.live("m", lambda: exact(round(at(), 3)), digits=2).put(0, 0)
        lecture.add(number)
        old.extend(number.submobjects)
        lecture.play(at.animate.set_value(2), run_time=1)

    trial = stage(beat)

    assert trial.report.failed == []
    assert len(old) == 4
    assert not any(glyph.has_points() for glyph in old)


def test_a_copy_of_a_live_number_does_not_follow(stage):
    texts = []

    def beat(lecture):
        at = lecture.parameter(1.0)
        number = lecture.live("m", lambda: exact(at()), digits=2).put(0, 0)
        copied = number.copy()
        at.set_value(2.0)
        copied.update()
        number.update()
        texts.extend([copied.text, number.text])

    stage(beat)

    assert texts == ["1.00", "2.00"]
