"""Which Cyrillic code page a text is in, if any."""

import time

import pytest

from newsetl.core.code_pages import cyrillic_code_page

RUSSIAN = (
    "Портовый совет решил в понедельник закрыть на зиму два причала, сообщил начальник порта. Яхты ушли. " * 3
)
UKRAINIAN = (
    "Портова рада вирішила в понеділок закрити на зиму два причали, повідомив її начальник – «Їхній порт». "
    * 3
)
SERBIAN = (
    "Лучка управа одлучила је у понедељак да преко зиме затвори два пристаништа, рекао је њен начелник. " * 3
)
HEBREW = "מועצת הנמל החליטה ביום שני לסגור שני רציפים לחורף, כך הודיע מנהל הנמל לעיתונאים בעיר הישנה. " * 3
CHINESE = (
    "港务局周一决定冬季关闭两个码头，港口负责人对记者说，渡轮将从四月开始恢复航行，居民对此表示欢迎。" * 3
)
GREEK = "Το λιμεναρχείο αποφάσισε τη Δευτέρα να κλείσει δύο από τις τέσσερις προβλήτες για τον χειμώνα. " * 3


@pytest.mark.parametrize(
    ("text", "page"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (UKRAINIAN, "cp1251"), (SERBIAN, "cp1251")]
)
def test_cyrillic(text: str, page: str) -> None:
    """Russian in both pages; Ukrainian and Serbian with the letters that only they have."""
    assert cyrillic_code_page(text.encode(page)) == page


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (HEBREW, "cp1255"),
        (CHINESE, "gbk"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "mac-cyrillic"),
        (RUSSIAN.upper(), "cp1251"),
        (RUSSIAN.upper(), "koi8-r"),
        (RUSSIAN.upper(), "cp866"),
        (RUSSIAN.upper(), "mac-cyrillic"),
        (GREEK, "cp1253"),
        (GREEK.upper().translate(str.maketrans("ΆΈΉΊΌΎΏ", "ΑΕΗΙΟΥΩ")), "cp1253"),
    ],
)
def test_others_are_not_taken_for_it(text: str, page: str) -> None:
    """Other scripts, other Cyrillic pages and capitals show no code page; better refused than misread."""
    assert cyrillic_code_page(text.encode(page)) is None


def test_scripts_of_a_page_do_not_count() -> None:
    """A short Russian page below long scripts is recognised by what it shows; scripts that never end cost no time."""
    script = "<script>var a = 'a long line of a program';</script><STYLE>p { color: black }</STYLE>" * 50
    assert cyrillic_code_page(f"{script}<p>{RUSSIAN}</p>{script}".encode("cp1251")) == "cp1251"
    started = time.process_time()
    assert cyrillic_code_page(b"<script>" * 200_000 + b"<script" * 200_000) is None
    assert time.process_time() - started < 5
