"""Plain text with metadata becomes an article without a character changed."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsetl.articles import parse_article
from newsetl.articles.datelines import find_credits
from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.tables.articles import Article

BODY = "KIRKUK, Iraq (AP) — Some 1,200 soldiers left the base on Friday, a spokesman said.\n\nMore are to follow."


def plain(text: str, **metadata: Any) -> Article:
    raw = RawDocument(text.encode(), "text/plain", "memory", metadata, encoding="utf-8")
    return parse_article(raw, received_at=datetime(2024, 5, 1, tzinfo=UTC))


@settings(max_examples=60)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=80))
def test_text_is_evidence(extra: str) -> None:
    """What the input passes as text is the article's text, to the character."""
    text = f"The army sent troops to the north of the country.\r\n\n{extra}\t end "
    assert plain(text).text == text


@pytest.mark.parametrize(
    ("said", "at", "precision"),
    [
        ("2024-03-02T10:15:30+02:00", datetime(2024, 3, 2, 8, 15, 30, tzinfo=UTC), "second"),
        ("2024-03-02 10:15", datetime(2024, 3, 2, 10, 15, tzinfo=UTC), "minute"),
        ("March 2, 2024", datetime(2024, 3, 2, tzinfo=UTC), "day"),
        ("2 March 2024 9:22 pm EST", datetime(2024, 3, 3, 2, 22, tzinfo=UTC), "minute"),
        ("2024-03", datetime(2024, 3, 1, tzinfo=UTC), "month"),
        ("2024", datetime(2024, 1, 1, tzinfo=UTC), "year"),
        ("Sat, 02 Mar 2024 10:15:30 GMT", datetime(2024, 3, 2, 10, 15, 30, tzinfo=UTC), "second"),
        (1709374530, datetime(2024, 3, 2, 10, 15, 30, tzinfo=UTC), "second"),
        ("2024-03-02T00:00:00-05:00", datetime(2024, 3, 2, tzinfo=UTC), "day"),
        ("02.03.2024", datetime(2024, 3, 2, tzinfo=UTC), "day"),
        ("1799-12-31", None, None),
        ("2024-05-04", None, None),
        ("Updated at 9:22 pm", None, None),
        ("2024-02-31", None, None),
        ("yesterday", None, None),
    ],
)
def test_published_at(said: object, at: datetime | None, precision: str | None) -> None:
    """A stated time is kept in UTC as finely as it is known; an absurd, future or dateless one is refused."""
    article = plain(BODY, published_at=said)
    assert (article.published_at, article.published_precision) == (at, precision)
    assert article.published_source == ("input" if at else None)


def test_time_of_update_is_no_date() -> None:
    """ "Updated at 9:22 pm" in the text gives neither a date of publication nor one of change."""
    article = plain(BODY + "\n\nUpdated at 9:22 pm")
    assert (article.published_at, article.updated_at) == (None, None)


def test_feed_dates_say_so() -> None:
    """A date that a feed gave is marked as such."""
    assert plain(BODY, published_at="2024-03-02", published_source="feed").published_source == "feed"


@pytest.mark.parametrize(
    ("text", "dateline", "agency"),
    [
        ("ERBIL, Kurdistan Region — The council met.", "ERBIL, Kurdistan Region", None),
        ("KABUL (Reuters) - Forces withdrew.", "KABUL", "Reuters"),
        ("HAMMOND, Ind. (AP) -- The state said.", "HAMMOND, Ind.", "AP"),
        ("WARSAW, Feb. 26 (Xinhua) -- The president spoke.", "WARSAW", "Xinhua"),
        ("DAR ES SALAAM, Tanzania (AP) _ The embassy closed.", "DAR ES SALAAM, Tanzania", "AP"),
        ("Council meets again. ARLINGTON — The mayor came.", "ARLINGTON", None),
        ("Havana (CNN) -- The president said.", "Havana", None),
        ("(Reuters) - A blast hit the town.", None, "Reuters"),
        ("The march was called off.\n\n(Reporting by A. Lee; Editing by B. Fox)", None, "Reuters"),
        ("The march was called off.\n\n© 2024 Agence France-Presse", None, "AFP"),
        ("SUBJECT: Troops\n\nThe army said.", None, None),
        ("UPDATE — The army said it had left.", None, None),
        ("THE PRESIDENT: Thank you.", None, None),
        ("He told AP that the NATO — Russia talks went on.", None, None),
        ("The US and UK -- long allies -- agreed.", None, None),
    ],
)
def test_credits(text: str, dateline: str | None, agency: str | None) -> None:
    """Dateline and agency are read where copy carries them, and nowhere else."""
    found = find_credits(text)
    assert (found.dateline, found.wire_agency) == (dateline, agency)


def test_byline_in_text() -> None:
    """A byline line names the authors; a sentence that begins with "By" does not."""
    article = plain("By Ann Lee and Bo Diaz, Example Daily\n\n" + BODY, outlet="Example Daily")
    assert (article.byline, article.authors) == ("By Ann Lee and Bo Diaz, Example Daily", "Ann Lee; Bo Diaz")
    assert plain("By noon the troops had left the town for good.\n\n" + BODY).byline is None


def test_input_metadata_wins() -> None:
    """What the input says of a document is above what is found in it; its names are cleaned."""
    article = plain(
        BODY,
        id="a1",
        url="http://www.example.com/x/?utm_source=feed#top",
        title="Army\\u2019s move | Example Daily",
        outlet="Example Daily",
        authors=["Ann Lee", "Bo Diaz"],
        language="en-GB",
        section="World",
    )
    assert (article.title, article.url) == ("Army’s move", "https://www.example.com/x")
    assert (article.authors, article.language, article.section) == ("Ann Lee; Bo Diaz", "en", "World")
    assert (article.outlet, article.outlet_domain, article.input_id) == ("Example Daily", "example.com", "a1")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"   \n", "no_text"),
        (b"Too short", "too_short"),
        (b"\x00\x01\x02\x03" * 400, "bad_encoding"),
        (b"word " * 300_000, "too_large"),
        (b"Sorry, the page you are looking for could not be found on this server today.", "error_page"),
        (b"The talks went on all day. Subscribe to continue reading this story.", "paywall"),
    ],
)
def test_rejected(content: bytes, reason: str) -> None:
    """What is not an article is refused with the reason."""
    with pytest.raises(Rejected) as rejected:
        parse_article(RawDocument(content, "text/plain", "memory"))
    assert rejected.value.reason_code == reason


@pytest.mark.parametrize(
    "text",
    [
        "Police found 404 rifles in a house near the border and arrested three men on Monday.",
        "The newspaper said it would unlock the full potential of its archive for all readers next year.",
        "The minister said the missing file was not found in the archive, and that a search was under way.",
    ],
)
def test_news_on_errors_is_news(text: str) -> None:
    """Articles that mention missing pages and numbers are kept."""
    assert plain(text).text == text


def test_language_parameter() -> None:
    """Other languages are kept and named; a caller that reads none but English may refuse them."""
    german = (
        "Die Regierung hat am Montag bestätigt, dass die Soldaten das Land bis zum Ende des Jahres verlassen. "
        * 8
    )
    assert plain(german).language == "de"
    assert plain(BODY * 3).language == "en"
    with pytest.raises(Rejected) as rejected:
        parse_article(RawDocument(german.encode(), "text/plain", "memory"), languages=("en",))
    assert rejected.value.reason_code == "unsupported_language"


@pytest.mark.parametrize(
    ("said", "agency", "authors"),
    [
        ({"authors": "reuters"}, "Reuters", None),
        ({"authors": ["Afp"]}, "AFP", None),
        ({"authors": "By REUTERS STAFF"}, "Reuters", None),
        ({"authors": "the associated press; Ann Lee"}, "AP", "Ann Lee"),
        ({"authors": "AFP/Reuters"}, "AFP", None),
        ({"byline": "by xinhua"}, "Xinhua", None),
        ({"byline": "Ann Lee, Reuters"}, "Reuters", "Ann Lee"),
        ({"authors": "Sana Mir"}, None, "Sana Mir"),
        ({"authors": "Ann Lee"}, None, "Ann Lee"),
    ],
)
def test_an_agency_in_an_author_field_is_no_author(
    said: dict[str, object], agency: str | None, authors: str | None
) -> None:
    """Whatever its case, an agency that an input names as author is who the copy is credited to."""
    text = "The march was called off on Friday, a spokesman said."
    article = parse_article(RawDocument(text.encode(), "text/plain", "x", said))
    assert (article.wire_agency, article.authors) == (agency, authors)
