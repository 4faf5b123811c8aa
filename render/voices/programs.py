"""Programs that speak: a text goes in through a pipe, a line of JSON and samples come out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from render.voices.clip import Samples, VoiceError

# Control characters are commands to espeak-ng, and half of a surrogate pair is no character.
_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def speakable(text: str) -> str:
    """The text with a space for each character that is none, so that places stay what they are."""
    return _UNSPEAKABLE.sub(" ", text)


def run(
    arguments: Sequence[str], text: str, *, name: str, folder: Path, patience: float
) -> tuple[dict[str, Any], Samples]:
    """Run a Python program of ours in a process of its own.

    Args:
        arguments: for Python; nothing of the text is among them.
        text: what the program reads.
        name: what the program is called in messages.
        folder: where it runs.
        patience: how many seconds it may take.

    Returns:
        what it tells, with the samples a second as `rate`, and the samples.

    Raises:
        VoiceError: it fails, or takes too long.
    """
    try:
        done = subprocess.run(  # noqa: S603  (see `arguments`)
            [sys.executable, *arguments],
            input=text.encode(),
            capture_output=True,
            cwd=folder,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise VoiceError(f"{name} took more than {patience:.0f} s for {text[:40]!r}") from None
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        reason = lines[-1] if lines else f"exit {done.returncode}"
        raise VoiceError(f"{name} cannot read {text[:40]!r}: {reason}")
    head, _, sound = done.stdout.partition(b"\n")
    return json.loads(head), (np.frombuffer(sound, np.int16) / 32_768).astype(np.float32)
