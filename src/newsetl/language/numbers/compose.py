"""From tokens to one value: "two thousand five hundred", "1.5 million", "tens of thousands" (20,000), "a third"."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsetl.language.numbers.tokens import Token

JOINS = ("", " ", "-", "‑", "\u00a0", "\n")
AND_JOINS = (" and ", "-and-")


@dataclass(frozen=True, slots=True)
class Amount:
    """A value read from tokens [first, last]; scale is the magnitude that it was given in."""

    first: int
    last: int
    value: float
    scale: float = 1.0
    is_vague: bool = False
    is_about: bool = False
    is_share: bool = False


class Reader:
    """Reads amounts off the tokens of a text."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens

    def gap(self, i: int) -> str | None:
        """What is between token i and the next, lower case; None if there is no next or it is far."""
        if i + 1 >= len(self.tokens):
            return None
        start, end = self.tokens[i].end, self.tokens[i + 1].start
        return self.text[start:end].lower() if end - start <= 12 else None

    def kind(self, i: int) -> str:
        """Kind of token i, empty behind the last."""
        return self.tokens[i].kind if i < len(self.tokens) else ""

    def amount(self, i: int, joins_and: bool = True) -> Amount | None:
        """The longest amount that starts at token i.

        Args:
            i: index of its first token.
            joins_and: False where "and" parts two numbers ("between two hundred and three hundred").
        """
        kind, token = self.kind(i), self.tokens[i]
        if kind in ("small", "ten", "magnitude"):
            return self._share_of_parts(i) or self._words(i, joins_and)
        if kind == "digits":
            return self._scaled(i, i, token.value, token.is_scaled)
        readers = {"plural": self._plural, "few": self._few, "fraction": self._share_alone}
        return readers[kind](i) if kind in readers else Amount(i, i, token.value)

    def _scaled(self, first: int, i: int, value: float, is_scaled: bool = False) -> Amount:
        """Digits with what multiplies them: "1.5 million", "2 1/2 million", "5 and a half thousand"."""
        if self._is_half_more(i):
            value, i = value + 0.5, i + 1
        elif (
            self.kind(i + 1) == "digits"
            and self.gap(i) == " "
            and 0 < self.tokens[i + 1].value < 1 <= value < 100
            and "/" in self.text[self.tokens[i + 1].start : self.tokens[i + 1].end]
        ):
            value, i = value + self.tokens[i + 1].value, i + 1
        scale = 1.0
        while not is_scaled and self.kind(i + 1) in ("magnitude", "plural") and self.gap(i) in JOINS:
            if scale > 1 and self.tokens[i + 1].value < scale:
                break
            scale, i = scale * self.tokens[i + 1].value, i + 1
        return Amount(first, i, value * scale, scale)

    def _is_half_more(self, i: int) -> bool:
        return self.kind(i + 1) == "fraction" and self.tokens[i + 1].word == "half" and self.gap(i) in (
            " and a ",
            "-and-a-",
            " and one-",
        )  # fmt: skip

    def _words(self, i: int, joins_and: bool) -> Amount:
        """Number words by the usual rule: sums below a thousand, each times its magnitude, falling."""
        first, total, current, scale = i, 0.0, 0.0, 1.0
        last_big = float("inf")
        while True:
            token = self.tokens[i]
            if token.kind == "magnitude":
                if token.value >= 1000:
                    total, current, last_big = total + (current or 1) * token.value, 0.0, token.value
                else:
                    current = (current or 1) * token.value
                scale = max(scale, token.value)
            else:
                current += token.value
            if self._is_half_more(i) and token.kind != "ten":
                return self._and_a_half(first, i, total, current, scale)
            if not self._goes_on(i, current, last_big, joins_and):
                return Amount(first, i, total + current, scale)
            i += 1

    def _and_a_half(self, first: int, i: int, total: float, current: float, scale: float) -> Amount:
        """ "one and a half million", "a million and a half"."""
        if self.tokens[i].kind == "magnitude":
            return Amount(first, i + 1, total + current + 0.5 * self.tokens[i].value, scale)
        return self._scaled(first, i, total + current)

    def _goes_on(self, i: int, current: float, last_big: float, joins_and: bool) -> bool:
        gap, this, kind = self.gap(i), self.tokens[i], self.kind(i + 1)
        if kind == "magnitude" and gap in JOINS:
            following = self.tokens[i + 1]
            if following.value >= 1000:
                return following.value < last_big or (this.kind == "magnitude" and this.value >= 1000)
            return 0 < current < 100
        return kind in ("small", "ten") and gap is not None and self._adds(i, gap, joins_and)

    def _adds(self, i: int, gap: str, joins_and: bool) -> bool:
        """True if the numeral after token i is added to it: twenty | five, thousand | and two."""
        this = self.tokens[i]
        if this.kind == "ten":
            return self.kind(i + 1) == "small" and 1 <= self.tokens[i + 1].value <= 9 and gap in JOINS
        if this.kind != "magnitude" or this.value == 12:
            return False
        if gap in AND_JOINS:
            return joins_and and not self._starts_hundreds(i + 1)
        return gap in JOINS

    def _starts_hundreds(self, i: int) -> bool:
        """True if the numeral at i counts hundreds or more: "one hundred and | two hundred"."""
        while self.kind(i) in ("small", "ten") and self.gap(i) in JOINS:
            i += 1
        return self.kind(i) == "magnitude" and self.tokens[i].value <= 100

    def _plural(self, i: int) -> Amount | None:
        """ "dozens", "tens of thousands", "hundreds and hundreds": at least two of them."""
        if self.tokens[i].word in ("tens", "scores") and not self.text.startswith(" of ", self.tokens[i].end):
            return None  # scores goals
        first, value = i, 2 * self.tokens[i].value
        while self.kind(i + 1) in ("plural", "magnitude"):
            if self.gap(i) == " of " and self.tokens[i + 1].value > self.tokens[i].value:
                value *= self.tokens[i + 1].value
            elif self.gap(i) not in (" and ", " upon ") or self.tokens[i + 1].word != self.tokens[i].word:
                break
            i += 1
        return Amount(first, i, value, self.tokens[i].value, is_vague=True)

    def _few(self, i: int) -> Amount | None:
        """ "few hundred", "several dozen", "couple of thousand"; None without a magnitude."""
        gap = self.gap(i)
        if self.kind(i + 1) not in ("magnitude", "plural") or gap not in (" ", " of "):
            return None
        base = self._plural(i + 1) if self.kind(i + 1) == "plural" else self._words(i + 1, False)
        if base is None:
            return None
        value = base.value if base.is_vague else base.value * self.tokens[i].value
        is_couple = self.tokens[i].word == "couple"
        return Amount(i, base.last, value, base.scale, is_vague=not is_couple, is_about=is_couple)

    def _share_of_parts(self, i: int) -> Amount | None:
        """ "two-thirds", "three quarters", "one half"."""
        if self.kind(i) != "small" or self.kind(i + 1) != "fraction" or self.gap(i) not in (" ", "-", "‑"):
            return None
        parts, token = self.tokens[i].value, self.tokens[i + 1]
        if not (token.word.endswith("s") if parts > 1 else parts == 1) or parts * token.value >= 1:
            return None
        value = 2 / 3 if token.word == "thirds" else parts * token.value
        return self._share(i, i + 1, value)

    def _share_alone(self, i: int) -> Amount | None:
        return self._share(i, i, self.tokens[i].value)

    def _share(self, first: int, i: int, value: float) -> Amount | None:
        """A share alone, in per cent, or of a magnitude: "half a million", "a quarter of a million"."""
        if self.kind(i + 1) == "magnitude" and self.gap(i) in (" ", "-", " a ", "-a-", " of a "):
            base = self._words(i + 1, False)
            return Amount(first, base.last, value * base.value, base.scale)
        return Amount(first, i, round(value * 100, 1), is_share=True)
