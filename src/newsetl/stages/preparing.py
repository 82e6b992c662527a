"""What a worker process loads before its first document, so that none has to wait for it or is charged for it.

It is named here, apart from the stages, so that who starts workers need not import what they load.
"""

import importlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loading:
    """Imports a module, and calls a function of it that takes nothing, where one is named."""

    module: str
    function: str | None = None

    def __call__(self) -> None:
        """To be called in the worker."""
        found = importlib.import_module(self.module)
        if self.function is not None:
            getattr(found, self.function)()


FOR_DOCUMENTS = Loading("newsetl.stages.parsing")
FOR_ARTICLES = Loading("newsetl.stages.annotating", "load_everything")  # models, gazetteer and lexicons
