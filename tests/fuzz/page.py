"""The JavaScript forms, run by node when there is one."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable

from fuzz.case import Case

_RUN = (
    "const asked = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
    "console.log(JSON.stringify(asked.map(([source, at]) => eval(source)(at))));"
)
SLACK = 16
"""How many times our own rounding errors the functions of a browser may have."""


def run(cases: Iterable[Case]) -> None:
    """Let node work all of it out, and add what it gets wrong to the cases."""
    node = shutil.which("node")
    asked = [(case, *each) for case in cases for each in case.page]
    if node is None or not asked:
        return
    told = json.dumps([(source, at) for _, source, at, _, _ in asked])
    answer = subprocess.run(
        [node, "-e", _RUN], input=told, capture_output=True, text=True, check=True
    )
    for (case, source, at, value, allowed), ours in zip(
        asked, json.loads(answer.stdout), strict=True
    ):
        case.counts["JavaScript"] += 1
        if ours is None or not abs(ours - value) <= SLACK * allowed:
            case.disagree(f"the JavaScript ({source})", at, ours, value)
