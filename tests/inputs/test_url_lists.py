"""`collect --urls`: a list of addresses becomes archives, under the limits of collecting."""

import pytest
from typer.testing import CliRunner

from newsetl.cli.app import app
from newsetl.errors import InputNotFound, UserError
from newsetl.inputs.collect import collect
from newsetl.inputs.collect.url_lists import read_url_list
from tests.inputs.test_collect import PAGE, collected, settings

assert settings is not None  # the fixture of loopback collecting

A, B = "https://a.example/1", "https://b.example/2?x=1,2"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"{A}\n\n# later\n{B}\n{A}\n", {A: {}, B: {}}),
        (f"1. {A}\n2. {B}\n", {A: {}, B: {}}),
        (f"1\t20240305\t{A}\n2\t20240306\t{B}\n", {A: {}, B: {}}),
        (
            f'id,publish_date,title,url,media_name\n1,2024-03-05,T,{A},Post\n2,,,"{B}",\n',
            {A: {"title": "T", "outlet": "Post", "published_at": "2024-03-05"}, B: {}},
        ),
        (f"Date;Address\n5.3.2024;{A}\n", {A: {"published_at": "5.3.2024"}}),
        (
            f'{{"articles": [{{"url": "{A}", "title": "T", "seendate": "20240305T190000Z"}}, {{"url": "{B}"}}]}}',
            {A: {"title": "T", "published_at": "20240305T190000Z"}, B: {}},
        ),
        (
            f'<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><A HREF="{A}" ADD_DATE="1">T &amp; U</A>\n'
            f'<DT><A HREF="{B}"></A></DL>',
            {A: {"title": "T & U"}, B: {}},
        ),
    ],
)
def test_lists_of_addresses(tmp_path, content, expected):
    """Lines, GDELT's columns and JSON, Media Cloud's table, bookmarks; what is said of an address is kept."""
    path = tmp_path / "list.txt"
    path.write_text(content)
    assert read_url_list(path) == expected


def test_list_without_addresses(tmp_path):
    """A file that is none, or holds no address, is reported in one line."""
    path = tmp_path / "list.txt"
    path.write_text("no address here\n")
    with pytest.raises(UserError, match="holds no address"):
        read_url_list(path)
    with pytest.raises(InputNotFound):
        read_url_list(tmp_path / "missing.txt")


def test_addresses_are_fetched_once_and_robots_is_obeyed(site, settings):
    """Pages of a list go to an archive; what robots.txt forbids is reported and not asked for."""
    from tests.inputs.conftest import send

    site.pages["/robots.txt"] = lambda handler: send(handler, b"User-agent: *\nDisallow: /private\n")
    urls = settings.data_dir.parent / "list.txt"
    urls.write_text("\n".join([site.page("/a", PAGE), site.page("/private/b", PAGE)]))
    summary = collect(None, settings, urls=urls)
    assert (summary.feeds, summary.found, summary.fetched, len(summary.failures)) == (0, 2, 1, 1)
    assert site.paths() == ["/a"]
    [document] = collected(settings)
    assert document.metadata["url"].endswith("/a")
    assert collect(None, settings, urls=urls).found == 0


def test_collect_needs_something_to_collect():
    """Without feeds and without a list the command says what to name."""
    result = CliRunner().invoke(app, ["collect"])
    assert result.exit_code != 0
    assert "--urls" in str(result.exception) or "--urls" in result.output
