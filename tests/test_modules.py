"""Modules: short, in packages, and under names that nobody mistakes for each other."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).parents[1] / "src" / "newsetl"
MOST_LINES = 250
AT_THE_ROOT = {"__init__", "__main__", "errors", "settings"}  # looked up by these names in any package
MODULES = sorted(ROOT.rglob("*.py"))


def differ_by_one_letter(one: str, other: str) -> bool:
    """True where one letter is added, left out or exchanged: "mart" and "marts", "page" and "pace"."""
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def test_no_module_is_long() -> None:
    """Each can be read at a sitting."""
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in MODULES}
    assert not {path.relative_to(ROOT): count for path, count in lines.items() if count > MOST_LINES}


def test_the_root_holds_packages() -> None:
    """A new module goes into a room that says what it is about."""
    assert {path.stem for path in ROOT.glob("*.py")} == AT_THE_ROOT


def test_no_two_modules_of_an_area_differ_by_one_letter() -> None:
    """Nobody opens one for the other: in a package of the root, or an extractor, with all that is below it."""
    names: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for path in MODULES:
        parts = path.relative_to(ROOT).parts
        names[parts[: 2 if parts[0] == "extractors" else 1]].add(path.stem)
    pairs = [pair for found in names.values() for pair in combinations(sorted(found), 2)]
    assert not [pair for pair in pairs if differ_by_one_letter(*pair)]
    assert differ_by_one_letter("mart", "marts")
    assert differ_by_one_letter("page", "pace")
    assert not differ_by_one_letter("marts", "parts_of")


def test_no_modules_import_each_other() -> None:
    """No circle of imports, not even for types; the root is left out, since it looks newsetl.api up when asked."""
    TopologicalSorter(_imports_by_module()).prepare()  # raises CycleError, which names the circle


def _imports_by_module() -> dict[str, set[str]]:
    """Module -> the modules that it imports where it begins."""
    trees = {_dotted(path): ast.parse(path.read_text(encoding="utf-8")) for path in ROOT.rglob("*.py")}
    del trees["newsetl"]
    return {
        module: {name if name in trees else name.rpartition(".")[0] for name in _imported(tree)}
        & trees.keys()
        for module, tree in trees.items()
    }


def _dotted(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def _imported(tree: ast.Module) -> Iterator[str]:
    """Names that the statements of a module import, those under `if TYPE_CHECKING` too."""
    for node in (n for statement in tree.body for n in (statement, *getattr(statement, "body", ()))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
