"""The command `regesta`: the only package that prints; one file a family of commands.

Exit status: 0 done, 1 the manuscript has errors, 2 wrong usage, 3 our own failure.
"""

import gc
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

import click

from regesta import __version__
from regesta.cli.console import EXAMPLES
from regesta.render.pdf.crew import Ended
from regesta.workspace import Missing, Occupied, Unwritable

COMMANDS = {
    **dict.fromkeys(("build", "proof"), "build"),
    **dict.fromkeys(("handout", "release", "check", "index", "fetch", "lock"), ""),
    **{"import": "word:intake", "export": "word:export", "template": "word:template"},
    **dict.fromkeys(("changes", "accept", "reject", "answer"), "review"),
    **dict.fromkeys(("chronology", "preview", "redline", "init", "new", "fmt", "lsp", "explain"), ""),
    **dict.fromkeys(("schemas", "completion", "fonts"), "setup"),
}  # and where each is found: its file and its name there, where they are not those of the command


class Commands(click.Group):
    """The commands by name, each imported when somebody wants it: `build` must not wait for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click has it
        """All names, in the order of the alphabet."""
        return sorted(COMMANDS)

    def get_command(  # as click has it
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        """The command of a name, where there is one."""
        if cmd_name not in COMMANDS:
            return None
        file, _, attribute = COMMANDS[cmd_name].partition(":")
        room = import_module(f"regesta.cli.{file or cmd_name}")
        command: click.Command = getattr(room, attribute or cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXAMPLES)
@click.version_option(__version__, message="regesta %(version)s")
def regesta() -> None:
    """Compile annotated historical sources into a PDF, an EPUB and classroom handouts."""


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
