"""The command line. A fault is one sentence, with exit 2 if the command is wrong, else 1."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import click

from render import cli_films, cli_proofs, cli_store, cli_voice, pool

# Each process works on one core.
for _threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")


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
    except pool.Terminated as end:
        return _sorry("terminated", int(str(end.code)))
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


for _each in (
    cli_proofs.list_,
    cli_proofs.check,
    cli_films.render,
    cli_films.preview,
    cli_films.sheet,
    cli_store.store_,
    cli_voice.voice_,
):
    commands.add_command(_each)
