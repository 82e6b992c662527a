"""The page of all modules and lexicons: run `python -m newsetl.docs.code_map docs/code-map.md` after one was added."""

import ast
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from newsetl.docs.command_line import arguments
from newsetl.language.sentences import split_sentences

PACKAGE = Path(__file__).parents[1]
HEADER = """# Map of the code

Generated from the first line of each module and lexicon; do not edit. Search this page for the word that you have in
mind, then open the file. Where a change usually begins, by task, is in
[architecture](architecture.md#where-to-change-what). Paths are below `src/newsetl/`."""


def code_map() -> str:
    """The page as Markdown: a list for each folder of modules, then one for each folder of lexicons."""
    files = described_files()
    modules = _folders([(path, text) for path, text in files if path.suffix == ".py"])
    lexicons = _folders([(path, text) for path, text in files if path.suffix != ".py"])
    return "\n".join([HEADER, "", "## Modules", *modules, "", "## Lexicons", *lexicons, ""])


def described_files() -> list[tuple[Path, str]]:
    """Each module and lexicon with the first sentence of what it says of itself, empty where it says nothing."""
    modules = [(path, _first_line(path)) for path in PACKAGE.rglob("*.py")]
    lists = [path for path in (PACKAGE / "lexicons").rglob("*.*") if path.suffix in (".csv", ".txt")]
    return [*modules, *((path, _first_comment(path)) for path in lists)]


def _folders(files: list[tuple[Path, str]]) -> Iterator[str]:
    for folder, members in groupby(sorted(files, key=_place), key=lambda file: file[0].parent):
        name = folder.relative_to(PACKAGE).as_posix()
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


def _first_comment(lexicon: Path) -> str:
    """The first sentence of the comment that a list begins with."""
    lines = lexicon.read_text(encoding="utf-8").splitlines()
    first = next((line for line in lines if line.strip()), "")
    if not first.startswith("#"):
        return ""
    words = " ".join(
        line.lstrip("# ") for line in lines[: next(i for i, line in enumerate(lines) if line[:1] != "#")]
    )
    return words[: split_sentences(words)[0].end].rstrip(".") + "."


if __name__ == "__main__":
    given = arguments("code_map", "the map of all modules and lexicons").parse_args()
    given.page.write_text(code_map(), encoding="utf-8")
