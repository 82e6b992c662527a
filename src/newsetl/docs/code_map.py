"""The page of all files with what they hold: run `python -m newsetl.docs.code_map docs/code-map.md` after a change."""

import ast
from collections.abc import Iterator
from itertools import groupby, takewhile
from pathlib import Path

from newsetl.core.resources import folder
from newsetl.docs.command_line import arguments
from newsetl.language.sentences import split_sentences

PACKAGE = Path(__file__).parents[1]
DIRECTIVE = "refresh by"  # of a mart, no words on it
COMMENTS = {".csv": "#", ".txt": "#", ".js": "//", ".sql": "--"}
HEADER = """# Map of the code

Generated from what each file says of itself first; do not edit. Search this page for the word that you have in mind,
then open the file. Where a change usually begins, by task, is in [architecture](architecture.md#where-to-change-what).
Paths are below `src/newsetl/`, those of `sql/` at the root of the repository."""


def code_map() -> str:
    """The page as Markdown: one list for each folder of modules, lexicons, scripts and SQL."""
    files = described_files()
    lines = [HEADER]
    for heading, suffixes in (
        ("Modules", (".py",)),
        ("Lexicons", (".csv", ".txt")),
        ("Scripts of the report and the desk", (".js",)),
        ("SQL", (".sql",)),
    ):
        lines += ["", f"## {heading}", *_folders([file for file in files if file[0].suffix in suffixes])]
    return "\n".join([*lines, ""])


def described_files() -> list[tuple[Path, str]]:
    """Each file with the first sentence of what it says of itself, empty where it says nothing."""
    modules = [(path, _first_line(path)) for path in PACKAGE.rglob("*.py")]
    lists = [path for path in (PACKAGE / "lexicons").rglob("*.*") if path.suffix in (".csv", ".txt")]
    others = [*lists, *PACKAGE.rglob("*.js"), *folder("sql").rglob("*.sql")]
    return [*modules, *((path, _first_comment(path)) for path in others)]


def _folders(files: list[tuple[Path, str]]) -> Iterator[str]:
    for home, members in groupby(sorted(files, key=_place), key=lambda file: file[0].parent):
        name = home.relative_to(PACKAGE if home.is_relative_to(PACKAGE) else folder("sql").parent).as_posix()
        yield f"\n### {'The root' if name == '.' else name + '/'}\n"
        by_text: dict[str, list[str]] = {}
        for path, text in members:
            by_text.setdefault(text, []).append(path.name)
        yield from (f"- {_names(names)}: {text}" for text, names in by_text.items() if text)


def _names(names: list[str]) -> str:
    return f"`{names[0]}`" if len(names) == 1 else f"{len(names)} files, `{names[0]}` to `{names[-1]}`"


def _place(file: tuple[Path, str]) -> tuple[str, bool, str]:
    """By folder; what the folder itself says comes first."""
    path = file[0]
    return path.parent.as_posix(), path.name != "__init__.py", path.name


def _first_line(module: Path) -> str:
    text = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return text.partition("\n")[0].strip()


def _first_comment(path: Path) -> str:
    """The first sentence of the comment that a file begins with."""
    mark = COMMENTS[path.suffix]
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    comment = " ".join(
        line.lstrip(mark + " ")
        for line in takewhile(lambda line: line.startswith(mark) and DIRECTIVE not in line, lines)
    )
    first = comment[: split_sentences(comment)[0].end] if comment else ""
    return first if first.endswith(("?", ".")) or not first else f"{first}."


if __name__ == "__main__":
    given = arguments("code_map", "the map of all modules, lexicons, scripts and SQL files").parse_args()
    given.page.write_text(code_map(), encoding="utf-8")
