"""The command line that the modules of this package share: `python -m newsetl.docs.settings_page docs/settings.md`."""

import argparse
from pathlib import Path


def arguments(made_by: str, what: str, database: str | None = None) -> argparse.ArgumentParser:
    """A parser of `page`, behind `database` where one is read.

    Args:
        made_by: the module that makes the page, such as "settings".
        what: the page's content, in a few words.
        database: which database the page is made of; None where it needs none.
    """
    parser = argparse.ArgumentParser(prog=f"python -m newsetl.docs.{made_by}", description=f"Write {what}.")
    if database is not None:
        parser.add_argument("database", type=existing_file, metavar="DATABASE", help=database)
    parser.add_argument("page", type=page, metavar="PAGE", help="the Markdown file to write")
    return parser


def page(text: str) -> Path:
    """The path of a page to write.

    Raises:
        argparse.ArgumentTypeError: it is no Markdown file, or its folder is not there.
    """
    path = Path(text)
    if path.suffix != ".md":
        raise argparse.ArgumentTypeError(f"{text} is not a Markdown file: its name must end in .md")
    if not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {path.parent}")
    return path


def existing_file(text: str) -> Path:
    """The path of a file to read.

    Raises:
        argparse.ArgumentTypeError: there is none.
    """
    if not Path(text).is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return Path(text)
