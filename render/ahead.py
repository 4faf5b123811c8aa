"""Reading aloud beside drawing: one beat is read while the next ones are drawn.

What is read goes into the store, where the edition finds it. So where no core is free nothing is
lost, and where one is, a film need not wait for its voice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from render import edition
from render.job import Job
from render.lectures import words
from render.store import Store

Read = Callable[[str, Mapping[str, str]], None]  # given a beat, and the texts of its numbers


@contextmanager
def reading(job: Job, kept: Store) -> Iterator[Read]:
    """What has a beat read aloud and comes back at once.

    What goes wrong is left for `edition.edit` to meet again, and what is not begun at the end is
    left for it to do.
    """
    own = words(job.entry, job.language, job.scripts)

    def read(beat: str, texts: Mapping[str, str]) -> None:
        (spoken,) = edition.read(job, own, {beat: texts}, kept).values()
        list(edition.encoded(spoken, kept))

    with ThreadPoolExecutor(1) as thread:

        def aside(beat: str, texts: Mapping[str, str]) -> None:
            thread.submit(read, beat, texts)

        try:
            yield aside
        finally:
            thread.shutdown(cancel_futures=True)
