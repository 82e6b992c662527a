"""The tree of the package: what a newcomer sees first."""

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
