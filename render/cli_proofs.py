"""The commands that film nothing: what there is, and whether it is right."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from render import cli_options as options
from render import jobs, lectures, pool, show
from render.cli_options import Choices
from render.job import Job
from render.pool import Failure


@click.command(name="list")
@options.course
@options.for_programs
def list_(file: Path | None, as_json: bool) -> None:
    """Show lectures, languages, parameters with their defaults, and beats."""
    plan = options.load(file)
    listed = [lectures.describe(each, plan.scripts) for each in plan.entries()]
    if as_json:
        print(json.dumps({"lectures": listed}, indent=1, ensure_ascii=False))
    else:
        show.lectures(Console(), listed)


@click.command()
@options.names
@options.language
@options.theme
@options.course
@options.processes
@options.limit
@options.for_programs
@options.verbose
def check(at_once: int | None, limit: float, as_json: bool, **choices: Any) -> int:
    """Prove every claim and inspect every picture, without filming."""
    wanted = Choices(**choices)
    work = wanted.jobs()
    console = Console(stderr=as_json)
    found, failed = jobs.check(work, at_once or pool.cores(), console, limit)
    if as_json:
        told = [
            found[job.name].as_json() if job.name in found else _no_report(job, failed)
            for job in work
        ]
        print(json.dumps({"lectures": told}, indent=1, ensure_ascii=False))
    else:
        show.reports(console, found.values(), failed)
    options.tell(failed, wanted.verbose)
    return 1 if failed or not all(report.clean for report in found.values()) else 0


def _no_report(job: Job, failed: Mapping[str, Failure]) -> dict[str, Any]:
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
