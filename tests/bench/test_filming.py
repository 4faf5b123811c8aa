"""How long filming takes, and how good it is, held against manim's own command.

``make bench LECTURES="newton_iterations .."`` takes part of the course; the whole takes half an
hour at 720p30, less with ``QUALITY=draft``. Films are made in a copy of the project, with a
store of their own.
"""

import os

import pytest

from bench.raw import Comparison
from bench.studio import QUALITY, Studio
from render import course
from render.job import Job

STOCK = "manim render --disable_caching"
SIZE = f"{QUALITY.height}p{QUALITY.rate}"
COURSE = [entry.scene for entry in course.load().entries()]
LECTURES = os.environ.get("LECTURES", "").replace(",", " ").split() or COURSE
FIRST = LECTURES[0]


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    return Studio(tmp_path_factory.mktemp("studio"), dict(os.environ))


@pytest.fixture(scope="module")
def stock(studio):
    """What the lectures cost, filmed by manim's command one after another."""
    return studio.stocks(LECTURES, 1)


@pytest.fixture(scope="module")
def whole(studio):
    """What they cost us."""
    return studio.film(*LECTURES, fresh=True)


@pytest.fixture(scope="module")
def one(studio):
    """What the first of them costs alone; its film is left where it is."""
    return studio.film(FIRST, fresh=True)


def test_the_course_against_manim(note, measure, studio, stock, whole):
    side_by_side = studio.stocks(LECTURES, 2)
    what, of = f"{len(LECTURES)} films at {SIZE}", f"of {STOCK}"
    note(measure(f"{what}, {of}", 0.25, whole.wall / stock.wall, "times"))
    note(measure(f"{what}, {of}, two at a time", 0.4, whole.wall / side_by_side.wall, "times"))
    note(measure(f"{what}, CPU, {of}", 0.5, whole.cpu / stock.cpu, "times"))


def test_quality_and_bytes_against_manim(note, measure, studio, stock, one):
    job = Job(course.load().find(FIRST), "en", QUALITY, "dark")
    drawn = Comparison(job, studio.stock_film(FIRST))
    name = f"{FIRST} at {SIZE}"
    worse = drawn.theirs.psnr - drawn.ours.psnr
    note(measure(f"{name}, luma worse than manim's {drawn.theirs.psnr:.1f} dB", 0, worse, "dB"))
    size = drawn.bytes / studio.stock_film(FIRST).stat().st_size
    note(measure(f"{name}, bytes of pictures of manim's", 1, size, "times"))
    cpu = one.cpu / drawn.seconds
    note(measure(f"{name}, CPU of encoding its distinct frames alone", 3, cpu, "times"))


def test_what_changed_is_made_again(note, measure, studio, one):
    note(measure(f"{FIRST} again, nothing changed", 1, studio.film(FIRST).wall, "s"))
    studio.change(f"scenes/scripts/{FIRST}.en.toml", r'(?m)^(say = ".*)"$', r'\1 So it is."')
    note(measure(f"{FIRST} again, words of a beat changed", 2, studio.film(FIRST).wall, "s"))
    studio.change(f"scenes/{FIRST}.py", r"run_time=(\d\.)\d", r"run_time=\g<1>7")
    share = studio.film(FIRST).wall / one.wall
    note(measure(f"{FIRST} again, one motion changed, of the whole", 0.25, share, "times"))


def test_three_languages_against_one(note, measure, studio, whole):
    three = studio.film(*LECTURES, fresh=True, language="all")
    note(measure("three languages, of one", 1.6, three.wall / whole.wall, "times"))


def test_memory_at_1080p(note, measure, studio):
    most = max(studio.film(each, fresh=True, quality="high", jobs="1").memory for each in LECTURES)
    note(measure("the largest process at 1080p", 400, most, "MB"))


def test_growth(note, measure, studio):
    alone = [studio.film(each, fresh=True, quality="draft", jobs="1").wall for each in LECTURES]
    for count in (2, 4, 8):
        together = studio.film(*LECTURES[:count], fresh=True, quality="draft", jobs="1").wall
        share = together / sum(alone[:count])
        note(measure(f"{len(LECTURES[:count])} films, of each alone", 1.1, share, "times"))
