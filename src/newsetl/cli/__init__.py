"""The commands and their output. What they do is elsewhere."""

from newsetl.cli.app import main

__all__ = ["main"]
