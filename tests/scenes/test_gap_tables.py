"""Tables of gaps and slopes: every column has the same room, whatever its width."""

from itertools import pairwise

import pytest

from mathcore.quantity import exact
from scenes.props.gap_tables import Column, filling
from scenes.stage import look

NUMBERS = [exact(each) for each in (1.0, 0.5, 0.25)]


def test_columns_stand_equally_far_apart(stage):
    tables = []

    def beat(lecture):
        heads = [lecture.formula(each, size=look.LABEL) for each in ("h", "m", "f(x + h) - f(x)")]
        columns = [
            Column(f"column {k}", head, NUMBERS, figures=3 + k) for k, head in enumerate(heads)
        ]
        tables.append(filling(lecture, look.WHOLE, *columns))
        lecture.add(tables[0].rule, *tables[0].heads, *tables[0].rows)

    report = stage(beat).report
    rows = [*(head[0] for head in tables[0].heads)], *tables[0].rows
    columns = [
        (min(c.get_left()[0] for c in cells), max(c.get_right()[0] for c in cells))
        for cells in zip(*rows, strict=True)
    ]
    gaps = [right[0] - left[1] for left, right in pairwise(columns)]

    assert report.layout == []
    assert report.failed == []
    assert gaps[0] == pytest.approx(gaps[1])
    assert gaps[0] > 1
