"""A small trained reader: one encoder that looks at the sentences around a number and gives evidence on it.

It proposes nothing and decides nothing. For each number it gives probabilities: what the number counts, which measure
and modality a force of that size would have, and which words near it give actor, place, date and source. What follows
from them is decided in the extractors. The network is MiniLM-L6 (Wang et al. 2020), fine-tuned; see docs/model-card.md.
"""

from newsetl.number_reader.model import ReaderModel, load_reader, reader_info
from newsetl.number_reader.pieces import Number, Span
from newsetl.number_reader.reading import KINDS, SLOTS, Reading, Slot, read_numbers, reading_of, worth_asking

__all__ = [
    "KINDS",
    "SLOTS",
    "Number",
    "ReaderModel",
    "Reading",
    "Slot",
    "Span",
    "load_reader",
    "read_numbers",
    "reader_info",
    "reading_of",
    "worth_asking",
]
