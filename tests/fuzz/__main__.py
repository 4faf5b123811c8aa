"""``python -m fuzz N``: examine N random formulas on all cores, with exit code 1 on a fault."""

from __future__ import annotations

import argparse
import signal
import sys
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import cpu_count
from time import monotonic
from types import FrameType

from fuzz import page
from fuzz.case import Case
from fuzz.checks import examine

CHUNK = 100
TURN = 20  # chunks that a process examines
PATIENCE = 120


def chunk(seeds: range) -> tuple[list[str], Counter[str]]:
    """What is found out about these formulas; one that stops us is a disagreement, too."""
    warnings.simplefilter("error")
    cases = list(map(examined, seeds))
    page.run(cases)
    return (
        [sentence for case in cases for sentence in case.said],
        sum((case.counts for case in cases), Counter()),
    )


def examined(seed: int) -> Case:
    """The case of this seed, come what may."""
    signal.signal(signal.SIGPROF, _late)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)  # of work: a busy machine is no fault
    try:
        return examine(seed)
    except Exception:  # whatever mathcore raises unasked is to be seen, with its seed
        last = traceback.format_exc(limit=-8)
        return Case(seed, said=[f"seed {seed} could not be examined: {last}"])
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _late(number: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"it took more than {PATIENCE} s of work")


def run(first: int, count: int, cores: int) -> Iterator[tuple[int, list[str], Counter[str]]]:
    """How many formulas are done; what was wrong in the last few, and what was counted.

    Processes begin anew after a while, since SymPy remembers all that it has seen.
    """
    chunks = [range(k, min(k + CHUNK, first + count)) for k in range(first, first + count, CHUNK)]
    done, turn = 0, TURN * cores
    for some in (chunks[k : k + turn] for k in range(0, len(chunks), turn)):
        with ProcessPoolExecutor(cores) as pool:
            for seeds, told in [(seeds, pool.submit(chunk, seeds)) for seeds in some]:
                done += len(seeds)
                try:
                    yield done, *told.result()
                except BrokenProcessPool:
                    near = f"a formula from seed {seeds[0]} on, or of a chunk beside it"
                    yield done, [f"{near}, ends the whole process"], Counter()


def main() -> int:
    """Show progress, every disagreement, and in the end what was compared and what was not."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--cores", type=int, default=cpu_count())
    asked = parser.parse_args()
    begun, wrong, counts = monotonic(), 0, Counter[str]()
    live = sys.stderr.isatty()
    for done, sentences, more in run(asked.seed, asked.count, asked.cores):
        counts += more
        for sentence in sentences:
            print(sentence, flush=True)
        wrong += len(sentences)
        if live or done % (20 * CHUNK) == 0 or done == asked.count:
            passed = f"{done} of {asked.count} formulas, {wrong} disagreements"
            line = f"{passed}, {monotonic() - begun:.0f} s"
            print(line, end="\r" if live else "\n", file=sys.stderr, flush=True)
    print()
    for what, times in sorted(counts.items(), key=lambda each: -each[1]):
        print(f"{times:9} {what}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
