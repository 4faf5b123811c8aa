"""The command line. A fault is one sentence, with exit 2 if the command is wrong, else 1."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from render import course, jobs, lectures, pool, show, store, upkeep
from render.course import Course, Entry
from render.job import Job
from render.pool import Failure
from render.quality import QUALITIES
from scenes.stage.look import THEMES
from scenes.stage.script import LANGUAGES

# Each process works on one core.
for _threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

FOLDER = Path("build")
OLD = 30  # days after which `proofreel store --prune` removes what was of no use


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        with pool.terminated_like_interrupted():
            return int(commands.main(given, prog_name="proofreel", standalone_mode=False) or 0)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.UsageError as error:
        return _sorry(_without_end(error.format_message()), 2)
    except (click.Abort, KeyboardInterrupt):
        return _sorry("interrupted", 130)
    except Exception as error:  # a lecture's fault: no traceback unless asked for
        if "--verbose" in given:
            traceback.print_exc()
        return _sorry(pool.sentence(error), 1)


def _sorry(sentence: str, code: int) -> int:
    print(f"proofreel: {sentence}", file=sys.stderr)
    return code


def _without_end(sentence: str) -> str:
    return sentence.rstrip(".")


@click.group(help="Animated maths lectures, proved before they are filmed.", no_args_is_help=False)
@click.version_option(package_name="proofreel")
def commands() -> None:
    """The group of all commands."""


_course = click.option(
    "--course", "file", type=click.Path(path_type=Path), default=None, help="A course of your own."
)
_theme = click.option("--theme", type=click.Choice(list(THEMES)), default="dark")
_language = click.option("--language", type=click.Choice([*LANGUAGES, "all"]), default="en")
_one_language = click.option("--language", type=click.Choice(LANGUAGES), default="en")
_jobs = click.option(
    "--jobs", "at_once", type=click.IntRange(1, 256), default=None, help="Processes."
)
_verbose = click.option("--verbose", is_flag=True, help="Show tracebacks, and manim's log.")
_json = click.option("--json", "as_json", is_flag=True, help="For programs.")
_lectures = click.argument("names", metavar="[LECTURE]...", nargs=-1)


def _quality(default: str) -> Callable[[Any], Any]:
    return click.option("--quality", type=click.Choice(list(QUALITIES)), default=default)


def _load(file: Path | None) -> Course:
    return course.load(file or course.OURS)


def _find(plan: Course, name: str) -> Entry:
    try:
        return plan.find(name)
    except KeyError:
        known = course.listed(each.film for each in plan.entries())
        raise click.UsageError(f"there is no lecture {name!r}; there are {known}") from None


def _select(plan: Course, names: Sequence[str]) -> list[Entry]:
    """The lectures that are named, or all; each once, in the order of the course."""
    wanted = {_find(plan, name).film for name in names}
    return [each for each in plan.entries() if not wanted or each.film in wanted]


def _plan(
    plan: Course, names: Sequence[str], language: str, quality: str, theme: str, verbose: bool
) -> list[Job]:
    return [
        Job(entry, each, QUALITIES[quality], theme, plan.scripts, verbose)
        for entry in _select(plan, names)
        for each in (lectures.languages(entry, plan.scripts) if language == "all" else [language])
    ]


def _tell(failed: dict[str, Failure], verbose: bool) -> None:
    for name, failure in failed.items():
        if verbose:
            print(failure.traceback, file=sys.stderr)
        print(f"proofreel: {name}: {failure.sentence}", file=sys.stderr)


@commands.command(name="list")
@_course
@_json
def list_(file: Path | None, as_json: bool) -> None:
    """Show lectures, languages, parameters with their defaults, and beats."""
    plan = _load(file)
    listed = [lectures.describe(each, plan.scripts) for each in plan.entries()]
    if as_json:
        print(json.dumps({"lectures": listed}, indent=1, ensure_ascii=False))
    else:
        show.lectures(Console(), listed)


@commands.command()
@_lectures
@_language
@_theme
@_course
@_jobs
@_json
@_verbose
def check(
    names: tuple[str, ...],
    language: str,
    theme: str,
    file: Path | None,
    at_once: int | None,
    as_json: bool,
    verbose: bool,
) -> int:
    """Prove every claim and inspect every picture, without filming."""
    work = _plan(_load(file), names, language, "standard", theme, verbose)
    console = Console(stderr=as_json)
    found, failed = jobs.check(work, at_once or pool.cores(), console)
    if as_json:
        told = [
            found[job.name].as_json() if job.name in found else _no_report(job, failed)
            for job in work
        ]
        print(json.dumps({"lectures": told}, indent=1, ensure_ascii=False))
    else:
        show.reports(console, found.values(), failed)
    _tell(failed, verbose)
    return 1 if failed or not all(report.clean for report in found.values()) else 0


def _no_report(job: Job, failed: dict[str, Failure]) -> dict[str, Any]:
    """What `check --json` says of a lecture that could not be rehearsed to its end."""
    return {
        "name": job.entry.film,
        "language": job.language,
        "seconds": 0.0,
        "beats": 0,
        "claims": {"total": 0, "proved": 0, "failed": [failed[job.name].sentence]},
        "curves": {"total": 0, "worst_px": 0.0},
        "layout": [],
        "words": {"missing": [], "stale": []},
    }


@commands.command()
@_lectures
@_language
@_quality("standard")
@_theme
@_course
@click.option("--out", type=click.Path(path_type=Path), default=FOLDER, help="Where the films go.")
@_jobs
@_verbose
def render(
    names: tuple[str, ...],
    language: str,
    quality: str,
    theme: str,
    file: Path | None,
    out: Path,
    at_once: int | None,
    verbose: bool,
) -> int:
    """Make the films, with captions, poster, record and manifest."""
    work = _plan(_load(file), names, language, quality, theme, verbose)
    failed = jobs.render(work, out, at_once or pool.cores(), Console())
    _tell(failed, verbose)
    return 1 if failed else 0


@commands.command()
@click.argument("lecture")
@click.option("--beat", default=None, help="Which one; the first if not named.")
@click.option("--still", is_flag=True, help="Only the last picture of the beat.")
@_one_language
@_quality("draft")
@_theme
@_course
@_verbose
def preview(
    lecture: str,
    beat: str | None,
    still: bool,
    language: str,
    quality: str,
    theme: str,
    file: Path | None,
    verbose: bool,
) -> None:
    """Film one beat, or only its last picture, into build/."""
    plan = _load(file)
    entry = _find(plan, lecture)
    job = Job(entry, language, QUALITIES[quality], theme, plan.scripts, verbose)
    beats = list(lectures.words(entry, language, plan.scripts).beats)
    if beat is not None and beat not in beats:
        raise click.UsageError(f"{entry.film} has no beat {beat!r}; it has {', '.join(beats)}")
    wanted = beat or beats[0]
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{job.name}.{wanted}.{'png' if still else 'mp4'}"
    if still:
        from render import sheet as pictures  # noqa: PLC0415  (heavy)

        pictures.still(job, wanted).save(path)
    else:
        from render import film, filming  # noqa: PLC0415  (heavy)

        with tempfile.TemporaryDirectory(prefix="proofreel-") as scratch:
            _, segments, _ = filming.shoot(job, Path(scratch), only=[wanted])
            film.join(segments, path, job.quality.rate, title=f"{entry.film}: {wanted}")
    print(path)


@commands.command()
@click.argument("lecture")
@_one_language
@_theme
@_course
@click.option("--out", type=click.Path(path_type=Path), default=None, help="The PNG file.")
@_verbose
def sheet(
    lecture: str, language: str, theme: str, file: Path | None, out: Path | None, verbose: bool
) -> None:
    """Lay out the last picture of every beat on one page."""
    from render import sheet as pictures  # noqa: PLC0415  (heavy)

    plan = _load(file)
    job = Job(_find(plan, lecture), language, QUALITIES["draft"], theme, plan.scripts, verbose)
    path = out or FOLDER / f"{job.name}.sheet.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    pictures.contact_sheet(job).save(path)
    print(path)


@commands.command(name="store")
@click.option("--prune", is_flag=True, help="Remove what has long been of no use.")
@click.option("--older-than", "days", type=click.IntRange(0, 100_000), help="Prune by days.")
@click.option("--to-size", "megabytes", type=click.IntRange(0, 10**9), help="Prune to megabytes.")
@click.option("--clear", is_flag=True, help="Remove everything.")
def store_(prune: bool, days: int | None, megabytes: int | None, clear: bool) -> None:
    """Show what is kept for the next film, or make it less."""
    if prune and clear:
        raise click.UsageError("--prune and --clear cannot be used together")
    if not prune and (days, megabytes) != (None, None):
        raise click.UsageError("--older-than and --to-size need --prune")
    ours = store.default()
    if clear:
        print(f"removed: {upkeep.prune(ours, to_size=0)}")
    if prune:
        size = None if megabytes is None else megabytes * 10**6
        least = OLD if days is None and size is None else days
        print(f"removed: {upkeep.prune(ours, older_than=least, to_size=size)}")
    show.store(Console(), ours.folder, upkeep.survey(ours))
