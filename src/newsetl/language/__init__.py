"""From an article's text to sentences, tokens, names and parse. The language model lives here and nowhere else."""

from newsetl.language.analysis import Analysis, Sentence, analyse
from newsetl.language.model import ModelInfo, model_info

__all__ = ["Analysis", "ModelInfo", "Sentence", "analyse", "model_info"]
