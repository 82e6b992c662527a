"""Analyses kept on disk between evaluations, so that a change of a rule is scored without parsing again."""

import hashlib
import pickle
from collections.abc import Callable, Sequence
from pathlib import Path

from spacy.tokens import Doc

from newsetl.language import Analysis, model_info
from newsetl.language.analysis import Wants, analyse
from newsetl.language.model import load_model
from newsetl.language.sentences import split_sentences


def cached_analyser(
    folder: Path, wants_parse: Wants, wants_names: Wants
) -> Callable[[Sequence[str]], list[Analysis]]:
    """An analyser that looks into `folder` first; the key covers text, sentences, selection and model."""
    folder.mkdir(parents=True, exist_ok=True)

    def key(text: str) -> str:
        chosen = [
            (s.start, s.end, wants_parse(text[s.start : s.end]), wants_names(text[s.start : s.end]))
            for s in split_sentences(text)
        ]
        return hashlib.sha256(repr((text, chosen, model_info().hash, "doc bytes")).encode()).hexdigest()

    def analyser(texts: Sequence[str]) -> list[Analysis]:
        paths = [folder / key(text) for text in texts]
        missing = [i for i, path in enumerate(paths) if not path.exists()]
        fresh = dict(
            zip(missing, analyse([texts[i] for i in missing], wants_parse, wants_names), strict=True)
        )
        for i, analysis in fresh.items():
            partial = paths[i].with_suffix(f".{id(analysis)}")
            partial.write_bytes(pickle.dumps((analysis.text, analysis.doc.to_bytes(), analysis.sentences)))
            partial.replace(paths[i])
        return [fresh[i] if i in fresh else _load(path) for i, path in enumerate(paths)]

    return analyser


def _load(path: Path) -> Analysis:
    # A pickled Doc would bring its own vocabulary along, two megabytes a text; its bytes do without.
    text, doc, sentences = pickle.loads(path.read_bytes())  # noqa: S301 - written by the analyser above
    return Analysis(text, Doc(load_model().vocab).from_bytes(doc), sentences)
