"""Texts of several records with labels, as monitoring services write them."""

import pytest

from newsetl.core.documents import RawDocument
from tests.inputs.helpers import kinds, read_bytes

FIRST = "Сорок новобранцев покинули порт в понедельник, сообщил начальник порта журналистам."
SECOND = "Он добавил: ещё двести уйдут до зимы.\n\nИсточник: так назвал себя один из них."


def records(form: str, days: tuple[str, ...] = ("05.03.2024", "13.03.2024")) -> str:
    """Two records of a form; the text of the first has a line with a label."""
    texts = (f"{FIRST}\n{SECOND}", FIRST)
    return "".join(form.format(n=n, day=day, text=texts[n - 1]) for n, day in enumerate(days, 1))


@pytest.mark.parametrize(
    "form",
    [
        "Документ {n} из 2\n\nСМИ: Вестник\nДата выпуска: {day}\nНомер: 4{n}\nЗаглавие: Порт {n}\nТекст:\n{text}\n\n",
        "Заголовок: Порт {n}\nИсточник: Вестник\nДата: {day}\n\n{text}\n\n",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.rtf"])
def test_each_record_is_an_article(tmp_path, form, name):
    """Facts are told apart from the text, also where only some records have a label within theirs."""
    text = records(form)
    if name == "a.rtf":
        coded = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text).replace("\n", "\\par ")
        text = "{\\rtf1 " + coded + "}"
    found = read_bytes(tmp_path, name, text.encode())
    assert [(d.metadata["title"], d.metadata["outlet"], d.metadata["published_at"]) for d in found] == [
        ("Порт 1", "Вестник", "2024-03-05"),
        ("Порт 2", "Вестник", "2024-03-13"),
    ]
    assert [d.content.decode() for d in found] == [f"{FIRST}\n\n{SECOND}", FIRST]
    assert isinstance(found[0], RawDocument)
    assert found[0].reader == "records with labels"


@pytest.mark.parametrize(
    "text",
    [
        f"Заголовок: Порт\nДата: 05.03.2024\n\n{FIRST}",
        f"Источник: Вестник\n{FIRST}\nИсточник: Газета\n{FIRST}",
        records("Заголовок: Порт {n}\nДата: {day}\n\n{text}\n\n", ("05.03.2024", "весной")),
        records("Заголовок: Порт {n}\nДата: {day}\n\n", ("05.03.2024", "06.03.2024")),
    ],
)
def test_labels_within_a_text_make_no_records(tmp_path, text):
    """One record, sources without headlines, a day that is none and records without text are one text."""
    assert kinds(read_bytes(tmp_path, "a.txt", text.encode())) == ["text/plain"]
