"""The voice that is always there: the same text is the same sound, and text is only text."""

import hashlib
import re
import subprocess
import sys

import numpy as np
import pytest

from render.loudness import measure
from render.voices import espeak
from render.voices.clip import LONGEST_TEXT, RATE, VoiceError
from render.voices.espeak import ESPEAK, Espeak, Manner
from render.voices.words import split
from scenes.stage.script import seconds

GREEK = "Η εφαπτομένη στο σημείο αυτό είναι μια ευθεία· ποια είναι η κλίση της;"
SPANISH = "¿Qué año vimos que la pendiente de la función seno varía más rápido?"
PARAGRAPH = (
    "Pick two points on the curve and draw the straight line through them. Its slope is the rise "
    "over the run, and it tells us how fast the function grows between the two. Now let the "
    "second point slide towards the first. The line turns, and its slope settles on one number. "
    "That number is the derivative, and the line that remains is the tangent."
)
GREEK_PARAGRAPH = (
    "Διαλέγουμε δύο σημεία της καμπύλης και φέρνουμε την ευθεία που τα ενώνει. Η κλίση "
    "της μας λέει πόσο γρήγορα μεταβάλλεται η συνάρτηση κατά μέσο όρο ανάμεσα στα δύο "
    "σημεία. Ας πλησιάσει τώρα το δεύτερο σημείο το πρώτο. Η ευθεία στρέφεται, και η "
    "κλίση της καταλήγει σε έναν αριθμό. Ο αριθμός αυτός είναι η παράγωγος, και η ευθεία "
    "που μένει είναι η εφαπτομένη."
)
SPANISH_PARAGRAPH = (
    "Elegimos dos puntos de la curva y trazamos la recta que pasa por ellos. Su pendiente "
    "nos dice con qué rapidez crece la función, en promedio, entre los dos. Acerquemos "
    "ahora el segundo punto al primero. La recta gira, y su pendiente se estabiliza en un "
    "número. Ese número es la derivada, y la recta que queda es la tangente."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PARAGRAPH, "en"),
        (GREEK, "el"),
        (SPANISH, "es"),
        ("He said \"stop\", and 'why' \\ `id` $(id) %s {0}", "en"),
        ("the 😀 of the 🇬🇷 and of x² ≤ ½ — or – not …", "en"),
        ("of the of the of the and to a in it is as at", "en"),
        ("a" * 600, "en"),
    ],
)
def test_every_word_has_a_time_and_none_runs_back(text, language):
    clip = ESPEAK.speak(text, language)
    edges = [edge for word in clip.words for edge in (word.start, word.end)]

    assert [(word.text, word.offset) for word in clip.words] == split(text)
    assert all(word.start < word.end for word in clip.words)
    assert edges == sorted(edges)
    assert edges[0] >= 0
    assert edges[-1] <= clip.seconds


def test_two_processes_give_the_same_bytes():
    program = (
        "import hashlib; from render.voices.espeak import ESPEAK; "
        f"print(hashlib.sha256(ESPEAK.speak({GREEK!r}, 'el').to_bytes()).hexdigest())"
    )
    there = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    ESPEAK.speak(SPANISH, "es")
    here = hashlib.sha256(ESPEAK.speak(GREEK, "el").to_bytes()).hexdigest()

    assert there.stdout.decode().strip() == here


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("-f /etc/passwd", "passwd"),
        ("--version of it", "of it"),
        ("<speak>slow <break time='9s'/> down</speak>", "slow down"),
        ("one <mark name='x'/> two", "one two"),
        ("[[h@'loU]] is no phoneme", "is no phoneme"),
    ],
)
def test_options_and_markup_are_read_and_not_obeyed(text, without):
    clip, rest = ESPEAK.speak(text, "en"), ESPEAK.speak(without, "en")

    assert [word.text for word in clip.words] == text.split()
    assert rest.seconds + 0.3 < clip.seconds < rest.seconds + 5


@pytest.mark.parametrize(
    "text", ["first \x0190S second", "half \ud83d of it", "a\x00 \x9f\n\x7f b"]
)
def test_what_is_no_character_is_not_read_at_all(text):
    clean = re.sub(r"[^a-z0-9S]", " ", text)

    assert ESPEAK.speak(text, "en").to_bytes() == ESPEAK.speak(clean, "en").to_bytes()


def test_a_nul_does_not_end_the_text():
    whole = ESPEAK.speak("before\x00after", "en")

    assert whole.seconds > 1.4 * ESPEAK.speak("before", "en").seconds


@pytest.mark.parametrize("text", ["", "  \n\t", "— … !", "\x00"])
def test_nothing_to_say_is_an_empty_clip(text):
    clip = ESPEAK.speak(text, "en")

    assert (clip.seconds, clip.words) == (0, ())


def test_a_text_without_end_is_refused_in_one_sentence():
    with pytest.raises(VoiceError, match=r"^a text of 100000 characters is too long .* most$"):
        ESPEAK.speak("word " * 20_000, "en")

    assert len(PARAGRAPH) < LONGEST_TEXT


def test_an_unknown_language_is_refused_with_those_there_are():
    with pytest.raises(VoiceError, match="does not read 'de' here; it reads en, el, es"):
        ESPEAK.speak("Guten Tag", "de")


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", PARAGRAPH), ("el", GREEK_PARAGRAPH), ("es", SPANISH_PARAGRAPH)],
)
def test_it_reads_calmly_and_as_loud_as_any_voice(language, text):
    clip = ESPEAK.speak(text, language)
    pace = len(clip.words) / clip.seconds * 60

    assert 160 < pace < 175
    assert measure(clip.samples).lufs == pytest.approx(-16, abs=0.15)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{PARAGRAPH} At minus 0.302 it is 4.70, and at 64 it is 2.", "en"),
        (f"{GREEK_PARAGRAPH} Στο μείον 0,302 είναι 4,70, και στο 64 είναι 2.", "el"),
        (f"{SPANISH_PARAGRAPH} En menos 0,302 es 4,70, y en 64 es 2.", "es"),
    ],
)
def test_words_take_as_long_as_is_reckoned_without_a_voice(text, language):
    assert seconds(text) == pytest.approx(ESPEAK.speak(text, language).seconds, rel=0.08)


def test_a_word_begins_where_its_sound_begins():
    """A pause before a word is the place where one can tell."""
    clip = ESPEAK.speak("First we stop. Then we go on.", "en")
    then = clip.words[3]
    loud = np.abs(clip.samples) > 0.02 * np.abs(clip.samples).max()
    before = loud[round((then.start - 0.15) * RATE) : round((then.start - 0.01) * RATE)]
    after = loud[round(then.start * RATE) : round((then.start + 0.1) * RATE)]

    assert then.text == "Then"
    assert not before.any()
    assert after.any()


def test_an_espeak_that_fails_says_why(monkeypatch, tmp_path):
    with pytest.raises(VoiceError, match=r"cannot read 'Good day': it has no voice 'xx-none'$"):
        Espeak({"en": Manner("xx-none", 130)}).speak("Good day", "en")

    monkeypatch.setattr(espeak, "PATIENCE", 0.0001)
    with pytest.raises(VoiceError, match="took more than"):
        ESPEAK.speak("Good day", "en")

    monkeypatch.setattr(espeak, "PATIENCE", 60)
    monkeypatch.setattr(espeak, "_folder", lambda: tmp_path)
    with pytest.raises(VoiceError, match=r"libespeak-ng\S*: cannot open shared object file"):
        ESPEAK.speak("Good day", "en")


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(espeak, "find_spec", lambda name: None)

    with pytest.raises(VoiceError, match="needs the package espeakng-loader"):
        ESPEAK.speak("Good day", "en")


def test_the_key_of_a_clip_knows_release_and_manner():
    assert ESPEAK.depends("en") != ESPEAK.depends("es")
    assert set(ESPEAK.depends("en")) == {"espeakng-loader", "manner"}
