"""The program in which Piper speaks: one voice file, one text, then it ends.

Piper is free software under the GPL, version 3, so it runs in a process of its own. The text comes
from standard input; a line of JSON and 16-bit samples in the byte order of the machine go to
standard output. Piper is told to add no chance, so that the same text is the same sound.

    python piper_program.py VOICE.onnx < text > sound
"""

import json
import sys


def main(model: str) -> int:
    """Speak standard input to standard output; returns the exit code."""
    from piper import PiperVoice, SynthesisConfig  # noqa: PLC0415  (where its faults are told)

    voice = PiperVoice.load(model)
    plainly = SynthesisConfig(noise_scale=0.0, noise_w_scale=0.0)
    text = sys.stdin.buffer.read().decode()
    sound = [chunk.audio_int16_bytes for chunk in voice.synthesize(text, plainly)]
    head = json.dumps({"rate": voice.config.sample_rate})
    sys.stdout.buffer.write(head.encode() + b"\n" + b"".join(sound))
    return 0


if __name__ == "__main__":  # pragma: no cover  (in a process of its own)
    sys.exit(main(sys.argv[1]))
