"""Articles that are analysed together: enough to fill the model's batches, few enough that parses fit the memory."""

from collections.abc import Sequence

from newsetl.tables.articles import Article

AT_ONCE = 25
SHORT_AT_ONCE, SHORT = 50, 60_000  # so many fill the batches where they hold fewer characters together
CHARACTERS_AT_ONCE = 200_000


def together(articles: Sequence[Article]) -> list[list[Article]]:
    """Articles in groups that are analysed together, in order: AT_ONCE, more of short and fewer of long ones."""
    groups: list[list[Article]] = []
    characters = 0
    for article in articles:
        most = SHORT_AT_ONCE if characters < SHORT else AT_ONCE
        characters += len(article.text)
        if not groups or len(groups[-1]) >= most or characters > CHARACTERS_AT_ONCE:
            groups.append([])
            characters = len(article.text)
        groups[-1].append(article)
    return groups


def fits(articles: Sequence[Article]) -> bool:
    """True for articles that are no more than may be analysed together."""
    return sum(len(article.text) for article in articles) <= CHARACTERS_AT_ONCE
