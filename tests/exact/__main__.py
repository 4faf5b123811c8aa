"""Compare every frame of the lectures that are named, or of all, with manim's own frames.

Each side draws in a process of its own, manim's without any of our patches.
"""

import json
import subprocess
import sys

import click

from exact import strips
from render import course
from render.job import Job
from render.quality import QUALITIES


@click.command()
@click.argument("lectures", nargs=-1)
@click.option("--quality", type=click.Choice(list(QUALITIES)), default="draft", show_default=True)
@click.option("--side", type=click.Choice(["manim", "us"]), default=None, hidden=True)
def main(lectures, quality, side):
    """Print what differs; the exit code is 1 if anything does."""
    plan = course.load()
    names = lectures or [entry.film for entry in plan.entries()]
    if side:
        job = Job(plan.find(names[0]), "en", QUALITIES[quality], "dark")
        click.echo(json.dumps(strips.by_us(job) if side == "us" else strips.by_manim(job)))
        return
    wrong = 0
    for name in names:
        drawn = both(name, quality)
        found = strips.differences(*drawn)
        frames = sum(map(len, drawn[1].values()))
        click.echo(f"{name}: {frames} distinct frames in {len(drawn[1])} beats, ", nl=False)
        click.echo("\n  ".join([f"{len(found)} beats differ", *found]) if found else "all the same")
        wrong += len(found)
    sys.exit(1 if wrong else 0)


def both(name, quality):
    """Our strips and manim's, drawn side by side."""
    call = [sys.executable, "-m", "exact", name, "--quality", quality, "--side"]
    sides = [subprocess.Popen([*call, each], stdout=subprocess.PIPE) for each in ("us", "manim")]
    told = [each.communicate()[0] for each in sides]
    if any(each.returncode for each in sides):
        raise click.ClickException(f"{name}: it was not drawn")
    return [json.loads(each.splitlines()[-1]) for each in told]


if __name__ == "__main__":
    main()
