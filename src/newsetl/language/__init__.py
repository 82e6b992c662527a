"""From an article's text to sentences, tokens, names and parse. The language model lives here and nowhere else.

spaCy is imported when it is asked for: who only wants to know which model is installed does not wait for it.
"""

from typing import TYPE_CHECKING, Any

from newsetl.language.installed_model import ModelInfo, model_info

if TYPE_CHECKING:
    from newsetl.language.analysis import Analysis, Sentence, analyse

__all__ = ["Analysis", "ModelInfo", "Sentence", "analyse", "model_info"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from newsetl.language import analysis  # noqa: PLC0415 - spaCy takes most of a second

    return getattr(analysis, name)
