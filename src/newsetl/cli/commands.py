"""The commands by name. Each one's module is imported when the command is called, so that none waits for the others."""

import ast
import importlib
import importlib.util
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from newsetl.cli.waiting import waiting

# name -> module of newsetl.cli; the function has the command's name, with _ for -. Where it is the callback of the
# module's GROUP, the command has commands of its own.
COMMANDS = {
    "init": "init",
    "run": "run",
    "explain": "explain",
    "query": "query",
    "export": "export",
    "search": "search",
    "report": "report",
    "serve": "serve",
    "collect": "collect",
    "evaluate": "evaluate",
    "schedule": "schedule",
    "backfill": "run",
    "replay-quarantine": "run",
    "restore": "replicas",
    "mirror": "replicas",
    "remove": "remove",
    "rollback": "history",
    "release": "history",
    "corrections": "corrections",
    "publish-corrections": "corrections",
    "audit": "audit",
    "changes": "changes",
    "watch": "watch",
    "doctor": "doctor",
}


class LazyGroup(TyperGroup):
    """Knows the commands by name, and imports one when it is called.

    Typer brings its own copy of click or depends on it, by its version: contexts and commands are `Any` here.
    """

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - as click calls it
        """The names, in the order in which `--help` shows them."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - as click calls it
        """The command of a name; its module is not imported yet."""
        return LazyCommand(cmd_name) if cmd_name in COMMANDS else None


class LazyCommand(TyperCommand):
    """Stands for a command until it is called."""

    def __init__(self, name: str) -> None:
        super().__init__(name, help=summary(name), rich_markup_mode="rich")

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """The context of the command itself, which takes over from here."""
        with waiting(f"newsetl {info_name}: starting"):
            command = _command(str(self.name))
        return command.make_context(info_name, args, parent, **extra)


def summary(name: str) -> str:
    """First line of a command's docstring, read without importing what the command needs."""
    tree = ast.parse(_source(name))
    wanted = name.replace("-", "_")
    found = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == wanted)
    return inspect.cleandoc(ast.get_docstring(next(found)) or "").partition("\n\n")[0]


def _source(name: str) -> str:
    return (Path(__file__).parent / f"{COMMANDS[name]}.py").read_text(encoding="utf-8")


def _command(name: str) -> Any:
    module = importlib.import_module(f"newsetl.cli.{COMMANDS[name]}")
    function: Callable[..., Any] = getattr(module, name.replace("-", "_"))
    group = getattr(module, "GROUP", None)
    if group is not None and group.registered_callback.callback is function:
        return typer.main.get_command(group)
    alone = typer.Typer(add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)
    alone.command(name)(function)
    command = typer.main.get_command(alone)
    command.name = name
    return command
