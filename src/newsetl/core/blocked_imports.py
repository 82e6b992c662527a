"""Blocks imports of what newsetl never uses, but spaCy's imports load where it is installed."""

import sys
from types import ModuleType

# thinc, which spaCy is built on, imports all of them: PyTorch alone takes three times as long as spaCy.
UNNEEDED = ("torch", "cupy")
# spaCy's own commands: spaCy takes a single function from them, and they import 350 modules that nothing else needs.
COMMANDS = ("spacy.cli", "spacy.cli.info")


def block_unneeded() -> None:
    """Makes these libraries look uninstalled in this process, and spaCy's commands empty; what is imported stays.

    Only for processes that newsetl starts: a program that imports newsetl may need PyTorch.
    """
    for name in UNNEEDED:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type] # the documented way to block an import
    if "spacy" in sys.modules:
        return
    for name in COMMANDS:
        sys.modules.setdefault(name, ModuleType(name))
    sys.modules[COMMANDS[-1]].info = None  # type: ignore[attr-defined] # what spaCy takes from there
