"""Which conditions of force_levels the labelled passages do without: each is switched off where it is true.

    PYTHONPATH=benchmarks python -m force_levels_training.switching_off SHARED PARSE_CACHE [MOST]

A condition is what a function returns, or a part of an `or`; off, it is False, None or empty. It is tried on the
passages where it is true, if these are at most MOST (300). Printed are those without which the passages get no worse in
sum: file and line, passages where it is true, passages that change, and what is won in found figures, whole records and
single fields. SHARED is the folder of the development data. It takes an hour; with MOST 40 a quarter of that.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

from newsetl.number_reader import read_numbers

PACKAGE = "newsetl.extractors.force_levels"
MOST = 300
# What else is true is None where it is off.
EMPTY = (bool, int, float, str, list, tuple, dict, set, frozenset)
Won = tuple[int, int, int]  # found less spurious, whole records, single fields

places: list[tuple[str, int, str]] = []  # file, line and words of each condition
true: set[int] = set()  # conditions that were true since this was last emptied
off: set[int] = set()
read: dict[tuple[Any, ...], Any] = {}


def switch(number: int, value: Any) -> Any:
    """A condition's value, empty where it is off."""
    if not value:
        return value
    true.add(number)
    if number not in off:
        return value
    return type(value)() if isinstance(value, EMPTY) else None


class _Conditions(ast.NodeTransformer):
    """Puts a switch around every condition."""

    def __init__(self, name: str) -> None:
        self.name = name

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        if not any("cache" in ast.unparse(decorator) for decorator in node.decorator_list):
            self.generic_visit(node)  # what is kept between passages cannot be switched
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        self.generic_visit(node)
        if node.value is not None and not isinstance(node.value, ast.Constant):
            node.value = self._switched(node.value)
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Or):
            node.values = [self._switched(value) for value in node.values]
        return node

    def _switched(self, value: ast.expr) -> ast.expr:
        places.append((self.name, value.lineno, ast.unparse(value)[:80]))
        call = ast.Call(ast.Name("_switch", ast.Load()), [ast.Constant(len(places) - 1), value], [])
        return ast.copy_location(call, value)


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - what importlib calls
        tree = ast.parse(Path(self.path).read_text("utf-8"))
        name = str(Path(self.path)).split("force_levels/")[-1]
        return compile(ast.fix_missing_locations(_Conditions(name).visit(tree)), self.path, "exec")

    def exec_module(self, module: Any) -> None:
        module._switch = switch
        super().exec_module(module)


class _Finder(MetaPathFinder):
    def find_spec(self, fullname: str, path: Sequence[str] | None, _: Any = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path) if fullname.startswith(PACKAGE) else None
        if spec is not None and spec.origin is not None:
            spec.loader = _Loader(fullname, spec.origin)
        return spec


def main(shared: Path, cache: Path, most: int) -> None:
    """Prints what can go."""
    sys.meta_path.insert(0, _Finder())
    from force_levels_training.material import passages  # noqa: PLC0415 - imports what is switched
    from force_levels_training.scenes import scenes  # noqa: PLC0415

    seen = list(scenes(passages(shared), cache))
    rows, where = [], defaultdict(list)
    for number, (_, scene) in enumerate(seen):
        true.clear()
        rows.append(_rows(scene))
        for condition in true:
            where[condition].append(number)
    for condition in sorted(where):
        if len(where[condition]) > most:
            continue
        off.add(condition)
        won = list(_won(seen, rows, where[condition]))
        off.clear()
        total = [sum(parts) for parts in zip(*won, strict=True)] or [0, 0, 0]
        if min(total) >= 0:
            file, line, words = places[condition]
            print(
                f"{file}:{line} {words!r} true {len(where[condition])} changes {len(won)} won {total}",
                flush=True,
            )


def _won(seen: Sequence[Any], rows: Sequence[Any], where: Sequence[int]) -> Iterator[Won]:
    """What each passage that changes wins with a condition off; all is lost where the code needs it."""
    for number in where:
        document, scene = seen[number]
        try:
            now = _rows(scene)
        except Exception:  # noqa: BLE001 - whatever the code cannot do without it
            yield -1, -1, -1
            continue
        if now != rows[number]:
            before, after = _worth(document, rows[number]), _worth(document, now)
            yield after[0] - before[0], after[1] - before[1], after[2] - before[2]


def _rows(scene: Any) -> list[Any]:
    """The rows of a passage, its scene as new."""
    from newsetl.extractors.force_levels import gather  # noqa: PLC0415 - switched by then
    from newsetl.extractors.force_levels.decision import Decision  # noqa: PLC0415
    from newsetl.extractors.force_levels.judge import take_or_refuse  # noqa: PLC0415
    from newsetl.extractors.force_levels.rows import make_rows  # noqa: PLC0415

    handed = (scene.analysis, scene.attributions, scene.regions, scene.dates, scene.entities)
    fresh = type(scene)(scene.article, *handed)
    judged = [take_or_refuse(fresh, *one) for one in gather(fresh, _read)]
    return make_rows(fresh, [one for one in judged if isinstance(one, Decision)])


def _read(text: str, sentences: Sequence[Any], numbers: Sequence[Any]) -> Any:
    """What the reader says, asked once of the same numbers: it takes nearly all the time."""
    about = (text, *numbers)
    if about not in read:
        read[about] = read_numbers(text, sentences, numbers)
    return read[about]


def _worth(document: Any, rows: Sequence[Any]) -> Won:
    from newsetl.evaluation.matching import match, overlap  # noqa: PLC0415 - as above
    from newsetl.evaluation.scorers.force_levels import FULL, SLOT_RULES  # noqa: PLC0415

    gold = document.labels["force_levels"]
    pairs = match(gold, rows, lambda g, p: float(overlap(g["start"], g["end"], p.start, p.end)))
    right = [{slot: rule(gold[i], rows[j]) for slot, rule in SLOT_RULES.items()} for i, j in pairs]
    whole = sum(all(fields[slot] for slot in FULL) for fields in right)
    return 2 * len(pairs) - len(rows), whole, sum(sum(fields.values()) for fields in right)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if sys.argv[3:] else MOST)
