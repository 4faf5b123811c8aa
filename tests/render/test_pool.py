"""Pieces of work run side by side, and fail alone."""

import os
import signal
import time
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from render import pool
from render.steps import Step


def well(say):
    say(Step("at work"))
    return os.getpid()


def faulty(error, say):
    raise error


def dead(say):
    os._exit(9)


def endless(say):
    say(Step(str(os.getpid())))
    time.sleep(600)


def stuck(say):
    for number in range(1000):
        say(Step("drawing", "one", rate=number))
        time.sleep(0.02)


def slow(say):
    for number in range(10):
        say(Step("drawing", str(number)))
        time.sleep(0.1)
    return "done"


def ended(work, jobs=2, limit=60.0):
    return {news.name: news for news in pool.run(work, jobs, limit) if news.ended}


def test_each_piece_runs_in_a_process_of_its_own():
    found = ended({"a": well, "b": well, "c": well})

    assert len({news.result for news in found.values()} | {os.getpid()}) == 4


def test_what_a_piece_says_is_heard_before_it_ends():
    heard = [str(news.said or "ended") for news in pool.run({"a": well}, 1)]

    assert heard == ["at work", "ended"]


@pytest.mark.parametrize(
    ("work", "sentence"),
    [
        (
            partial(faulty, ValueError("start = -1: must\nbe positive")),
            "start = -1: must be positive",
        ),
        (partial(faulty, RuntimeError("a fault")), "RuntimeError: a fault"),
        (partial(faulty, KeyError()), "KeyError: no reason given"),
        (partial(faulty, FileNotFoundError(2, "No such file", "a.toml")), "a.toml: No such file"),
        (partial(faulty, ValueError("a \x1b[31mred\x00 word")), "a \ufffd[31mred\ufffd word"),
        (dead, "its process died with code 9"),
    ],
)
def test_a_piece_that_fails_is_named_and_the_others_are_finished(work, sentence):
    found = ended({"bad": work, "good": well, "better": well}, jobs=1)

    assert found["bad"].failure.sentence == sentence
    assert found["good"].failure is None
    assert found["better"].failure is None


@pytest.mark.parametrize(
    ("work", "sentence"),
    [
        (stuck, "the beat 'one' took longer than 0.5 s"),
        (lambda say: time.sleep(600), "starting took longer than 0.5 s"),
    ],
)
def test_a_step_that_never_ends_is_ended(work, sentence):
    found = ended({"bad": work, "good": slow}, limit=0.5)

    assert found["bad"].failure.sentence == sentence
    assert found["good"].result == "done"


def test_a_piece_that_dies_in_the_middle_of_a_word_fails():
    def cut(say):
        connection = say.__closure__[0].cell_contents
        connection._send(b"\x00\x00\x10\x00half")
        os._exit(3)

    assert ended({"a": cut})["a"].failure.sentence == "its process died with code 3"


def test_whoever_stops_listening_stops_the_work():
    running = pool.run({"a": endless}, 1)
    child = int(next(running).said.doing)
    running.close()

    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_what_a_killed_parent_leaves_ends_soon(tmp_path):
    def parent():
        for news in pool.run({"a": endless}, 1):
            (tmp_path / "child").write_text(news.said.doing)

    process = get_context("fork").Process(target=parent)
    process.start()
    until = time.monotonic() + 20
    while not (tmp_path / "child").exists() or not (tmp_path / "child").read_text():
        assert time.monotonic() < until, "the child never said a word"
        time.sleep(0.02)
    process.kill()
    process.join()

    child = Path("/proc") / (tmp_path / "child").read_text()
    while child.exists():
        assert time.monotonic() < until, "the child lives on"
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_just_after_the_fork_forgets_no_child(number):
    """As when Ctrl-C comes while a child that never ends is born."""

    def parent():
        signal.signal(signal.SIGINT, signal.default_int_handler)
        fork = pool._fork

        def forked(work):
            born = fork(work)
            os.kill(os.getpid(), number)
            return born

        pool._fork = forked
        with pool.terminated_like_interrupted():
            list(pool.run({"a": endless}, 1))

    process = get_context("fork").Process(target=parent)
    process.start()
    process.join(20)
    process.kill()

    assert process.exitcode == (1 if number == signal.SIGINT else 143)


def test_terminating_unwinds_and_stops_the_work():
    running = pool.run({"a": endless}, 1)
    child = int(next(running).said.doing)
    with pytest.raises(SystemExit) as left, pool.terminated_like_interrupted():
        os.kill(os.getpid(), signal.SIGTERM)
    running.close()

    assert left.value.code == 143
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
