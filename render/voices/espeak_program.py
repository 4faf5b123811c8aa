"""The program that speaks: espeak-ng through its C interface, one text, then it ends.

It is no part of any other: it is started by its path, with nothing of ours or of other packages
loaded, reads the text from standard input, and writes a line of JSON and the samples to standard
output. So it starts in a few hundredths of a second, and the same text gives the same bytes: within
one process, what espeak-ng says depends a little on what it has said before.

    python espeak_program.py LIBRARY VOICE RATE PITCH RANGE < text > sound

The folder `espeak-ng-data` lies in the current one: espeak-ng cuts long paths off. The line holds
the samples a second and, for each word that was begun, its place in the text and its first sample;
the samples are 16-bit integers in the byte order of the machine.
"""

import ctypes
import json
import sys

# From speak_lib.h of espeak-ng 1.52.
_SYNCHRONOUS, _DO_NOT_EXIT = 2, 0x8000
_RATE, _PITCH, _RANGE = 1, 3, 4
_BY_CHARACTER, _PLAIN_UTF8 = 1, 1  # neither SSML nor phoneme names are looked for
_WORD = 1


class Identity(ctypes.Union):
    """What an event tells besides its place; unused, but it has a size."""

    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("text", ctypes.c_char * 8)]


class Event(ctypes.Structure):
    """Something begins at a sample: `position` counts characters of the text from one."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("identifier", ctypes.c_uint),
        ("position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("milliseconds", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p),
        ("identity", Identity),
    ]


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event)
)


def main(library: str, voice: str, rate: str, pitch: str, spread: str) -> int:
    """Speak standard input to standard output; returns the exit code."""
    espeak = ctypes.CDLL(library)
    sound: list[bytes] = []
    words: list[tuple[int, int]] = []

    def take(wave: "ctypes._Pointer[ctypes.c_short]", count: int, events: object) -> int:
        if wave and count > 0:
            sound.append(ctypes.string_at(wave, 2 * count))
        number = 0
        while events[number].type:  # type: ignore[index]
            event: Event = events[number]  # type: ignore[index]
            if event.type == _WORD:
                words.append((event.position - 1, event.sample))
            number += 1
        return 0

    kept = _Callback(take)  # it must live as long as espeak-ng may call it
    samples_a_second = espeak.espeak_Initialize(_SYNCHRONOUS, 0, b".", _DO_NOT_EXIT)
    if samples_a_second <= 0:
        return _sorry("its data cannot be read")
    espeak.espeak_SetSynthCallback(kept)
    if espeak.espeak_SetVoiceByName(voice.encode()):
        return _sorry(f"it has no voice {voice!r}")
    for number, value in ((_RATE, rate), (_PITCH, pitch), (_RANGE, spread)):
        espeak.espeak_SetParameter(number, int(value), 0)
    text = sys.stdin.buffer.read() + b"\0"
    if espeak.espeak_Synth(text, len(text), 0, _BY_CHARACTER, 0, _PLAIN_UTF8, None, None):
        return _sorry("it does not take the text")
    espeak.espeak_Synchronize()
    head = json.dumps({"rate": samples_a_second, "words": words})
    sys.stdout.buffer.write(head.encode() + b"\n" + b"".join(sound))
    return 0


def _sorry(sentence: str) -> int:
    sys.stderr.write(sentence)
    return 1


if __name__ == "__main__":  # pragma: no cover  (in a process of its own)
    sys.exit(main(*sys.argv[1:]))
