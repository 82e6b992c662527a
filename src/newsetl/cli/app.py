"""The command line: `newsetl COMMAND`, its exit codes, and how errors are reported.

Exit codes: 0 done; 1 a bug (with its traceback); 2 a mistake that the user can fix (one line says how);
3 a check refused the run's tables, nothing was published; 4 another run is writing;
5 the run was published but some documents met a bug and are in quarantine as processing_failed.
"""

import atexit
import gc
import sys
from typing import Annotated

import typer

from newsetl import __version__
from newsetl.cli.commands import LazyGroup
from newsetl.core.blocked_imports import block_unneeded
from newsetl.errors import CheckFailed, RunLocked, UserError

EXIT_USER, EXIT_CHECK, EXIT_LOCKED, EXIT_STOPPED = 2, 3, 4, 130

app = typer.Typer(
    name="newsetl",
    cls=LazyGroup,
    help="News articles in; who is cited, which places, how many troops where: evidence-backed tables out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"newsetl {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """News articles in; who is cited, which places, how many troops where: evidence-backed tables out."""


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    block_unneeded()
    atexit.register(
        gc.freeze
    )  # what lasted to the end is not searched for garbage: a third of a second of a run
    try:
        app()
    except UserError as error:
        _fail(str(error), EXIT_USER)
    except CheckFailed as error:
        _fail(str(error), EXIT_CHECK)
    except RunLocked as error:
        _fail(str(error), EXIT_LOCKED)
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        sys.stderr.close()
    except KeyboardInterrupt:
        _fail("stopped: what was published is whole, and the next run continues from there", EXIT_STOPPED)
    except Exception as error:
        from newsetl.cli.machine_errors import machine_error  # noqa: PLC0415 - only who fails waits for it

        told = machine_error(error)
        if told is None:
            raise
        _fail(told, EXIT_USER)


def _fail(message: str, code: int) -> None:
    print(f"newsetl: {message}", file=sys.stderr)
    sys.exit(code)
