"""The command `regesta`: the only package that prints; one file a family of commands.

Exit status: 0 done, 1 the manuscript has errors, 2 wrong usage, 3 our own failure.
"""

import gc
import sys
import traceback
from collections.abc import Sequence

import click

from regesta import __version__
from regesta.cli import (
    build,
    check,
    chronology,
    exchange,
    explain,
    fetch,
    index,
    intake,
    lock,
    new,
    review,
    setup,
)
from regesta.render.pdf.crew import Ended
from regesta.workspace import Missing, Occupied, Unwritable


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=build.EXAMPLES)
@click.version_option(__version__, message="regesta %(version)s")
def regesta() -> None:
    """Compile annotated historical sources into a PDF, an EPUB and classroom handouts."""


COMMANDS = (
    *(build.build, build.proof, build.handout, check.check, index.index, fetch.fetch, lock.lock),
    *(review.changes, review.accept, review.reject, intake.intake, exchange.export),
    *(chronology.chronology, new.new, explain.explain),
    *(setup.schemas, setup.completion, setup.fonts),
)
for command in COMMANDS:
    regesta.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and end the process with its status."""
    gc.disable()  # a command lives for seconds, and to look for garbage takes a tenth of them
    try:
        status = regesta.main(arguments, standalone_mode=False)
    except click.exceptions.Exit as exit_:
        status = exit_.exit_code
    except click.ClickException as error:
        error.show()
        status = 2
    except (Missing, Occupied, Unwritable, Ended) as error:
        click.echo(f"regesta: {error}", err=True)
        status = 2
    except (KeyboardInterrupt, click.Abort):
        click.echo("regesta: stopped", err=True)
        status = 130
    except Exception as error:
        click.echo(f"regesta: our own failure, {type(error).__name__}: {error}", err=True)
        if "-v" in sys.argv or "--verbose" in sys.argv:
            traceback.print_exc()
        else:
            click.echo("regesta: run it again with -v and send us what it says", err=True)
        status = 3
    sys.exit(status or 0)
