"""Spellings of one name meet in one key, and different names do not."""

import pytest

from newsetl.language.transliteration import spelling_key

ONE = [
    ("Rami Abdel Rahman", "Rami Abdurrahman", "Rami Abd al-Rahman", "Rami Abdul-Rahman", "Rami Abdulrahman"),
    ("Sergei Lavrov", "Sergey Lavrov", "Siergiej Ławrow"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "Wołodymyr Zełenski"),
    ("Bashar al-Assad", "Bashar Assad", "BASHAR EL-ASSAD"),
]
TWO = [("Ali Hassan", "Ali Hussein"), ("Ahmed Karim", "Hamid Karim"), ("Jon Lee", "Ann Lee")]


@pytest.mark.parametrize("names", ONE)
def test_spellings_of_one_name(names: tuple[str, ...]) -> None:
    """Transliterations, accents, articles and capitals make no difference."""
    assert len({spelling_key(name) for name in names}) == 1


@pytest.mark.parametrize(("a", "b"), TWO)
def test_different_names(a: str, b: str) -> None:
    """Names that differ in more than spelling keep different keys."""
    assert spelling_key(a) != spelling_key(b)
