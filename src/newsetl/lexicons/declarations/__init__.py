"""What columns each lexicon has, and which values they may hold: one frozen dataclass a table, by area."""

from newsetl.errors import LexiconError
from newsetl.lexicons.declarations import articles, forces, inputs, names, places, statements, time

_AREAS = (articles, forces, inputs, names, places, statements, time)
DECLARED: dict[str, type] = {name: declared for area in _AREAS for name, declared in area.DECLARED.items()}


def declaration_of(name: str) -> type:
    """The declaration of a table by its name below lexicons/, without the ending.

    Raises:
        LexiconError: it has none.
    """
    declared = DECLARED.get(name) or DECLARED.get(f"{name.rpartition('/')[0]}/*")
    if declared is None:
        raise LexiconError(f"lexicons/{name}.csv is not declared: add its columns to lexicons/declarations/")
    return declared


__all__ = ["DECLARED", "declaration_of"]
