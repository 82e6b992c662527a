"""Numbers as news writes them: digits, words and both, ranges, hedges kept apart."""

from newsetl.language.numbers.expression import NumberExpression
from newsetl.language.numbers.find import find_numbers
from newsetl.language.numbers.hedges import hedge_phrases
from newsetl.language.numbers.tokens import number_words

__all__ = ["NumberExpression", "find_numbers", "hedge_phrases", "number_words"]
