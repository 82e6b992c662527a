"""The tree of the package: what a newcomer sees first."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from itertools import combinations
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "src" / "newsetl"
AT_THE_ROOT = {"__init__", "__main__", "errors", "settings"}  # docs/architecture.md says why


def test_the_root_holds_rooms() -> None:
    """A new module goes into a package; users look up two by name."""
    assert {path.stem for path in PACKAGE.glob("*.py")} == AT_THE_ROOT


def test_no_two_neighbours_differ_by_one_letter() -> None:
    """Nobody has to tell actor.py from actors.py of one package."""
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    names = {folder: sorted({p.stem for p in folder.glob("*.py")}) for folder in folders}
    assert not [
        f"{folder.relative_to(PACKAGE)}: {a}, {b}"
        for folder in sorted(folders)
        for a, b in combinations(names[folder], 2)
        if _differ_by_one_letter(a, b)
    ]


def _differ_by_one_letter(a: str, b: str) -> bool:
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def test_no_modules_import_each_other() -> None:
    """No circle of imports, not even for types; the root is left out, since it looks newsetl.api up when asked."""
    TopologicalSorter(_imports_by_module()).prepare()  # raises CycleError, which names the circle


def _imports_by_module() -> dict[str, set[str]]:
    """Module -> the modules that it imports where it begins."""
    trees = {_dotted(path): ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}
    del trees["newsetl"]
    return {
        module: {name if name in trees else name.rpartition(".")[0] for name in _imported(tree)}
        & trees.keys()
        for module, tree in trees.items()
    }


def _dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def _imported(tree: ast.Module) -> Iterator[str]:
    """Names that the statements of a module import, those under `if TYPE_CHECKING` too."""
    for node in (n for statement in tree.body for n in (statement, *getattr(statement, "body", ()))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
