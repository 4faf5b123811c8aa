"""Pieces of work run side by side, and fail alone."""

import os
import signal
import time
from functools import partial

import pytest

from render import pool


def well(say):
    say("at work")
    return os.getpid()


def faulty(error, say):
    raise error


def dead(say):
    os._exit(9)


def endless(say):
    say(str(os.getpid()))
    time.sleep(600)


def ended(work, jobs=2):
    return {news.name: news for news in pool.run(work, jobs) if news.ended}


def test_each_piece_runs_in_a_process_of_its_own():
    found = ended({"a": well, "b": well, "c": well})

    assert len({news.result for news in found.values()} | {os.getpid()}) == 4


def test_what_a_piece_says_is_heard_before_it_ends():
    heard = [news.said or "ended" for news in pool.run({"a": well}, 1)]

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
        (dead, "its process died with code 9"),
    ],
)
def test_a_piece_that_fails_is_named_and_the_others_are_finished(work, sentence):
    found = ended({"bad": work, "good": well, "better": well}, jobs=1)

    assert found["bad"].failure.sentence == sentence
    assert found["good"].failure is None
    assert found["better"].failure is None


def test_whoever_stops_listening_stops_the_work():
    running = pool.run({"a": endless}, 1)
    child = int(next(running).said)
    running.close()

    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_terminating_unwinds_and_stops_the_work():
    running = pool.run({"a": endless}, 1)
    child = int(next(running).said)
    with pytest.raises(SystemExit) as left, pool.terminated_like_interrupted():
        os.kill(os.getpid(), signal.SIGTERM)
    running.close()

    assert left.value.code == 143
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
