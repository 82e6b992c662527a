"""Numbers as news writes them: digits, words and both, ranges, hedges kept apart."""

from newsetl.language.numbers.expression import NumberExpression
from newsetl.language.numbers.find import find_numbers
from newsetl.language.numbers.tokens import number_words

__all__ = ["NumberExpression", "find_numbers", "number_words"]
