"""The page of all settings: run `python -m newsetl.docs.settings_page docs/settings.md` after a setting changed."""

from collections.abc import Iterator

from newsetl.docs.command_line import arguments
from newsetl.scaffolding.declared_settings import Declared, collect_settings, settings

HEADER = """# Settings

Generated from the declarations in `settings.py` and `inputs/collect/feeds_file.py` of `src/newsetl/`; do not edit.

`newsetl init` writes a `newsetl.toml` with all of them, commented out. A command reads the one in the folder that it is
called in, or the one that `--config` names. What the command line says (`--data-dir`, `--workers` …) wins over the
environment, the environment over the file, the file over the defaults. A name that is not known, or a value of another
type or out of range, is one line and exit code 2.
"""
TABLE = """## In newsetl.toml

| setting | type | default | least–most | variable | what it does |
|---|---|---|---|---|---|"""
COLLECT = """## In a feeds file

The table `[collect]` of the file that `newsetl collect` reads
([how it looks](what-you-can-bring.md#addresses-and-feeds)).

| setting | type | default | what it does |
|---|---|---|---|"""
ELSEWHERE = """## In the environment only

| variable | what it does |
|---|---|
| `PREFECT_API_URL` | the Prefect server that shows the runs; without it a run starts one and ends it |
| `AWS_ENDPOINT_URL`, `AWS_REGION` | where the object store of `mirror` is |
| `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` | who asks it |
| `NEWSETL_DESK_TOKEN` | the token that visitors of `newsetl serve --host` need; without it one is made and printed |
| `NO_COLOR`, `COLUMNS` | no colours on the terminal; its width |

## An example

```toml
data_dir = "/srv/news"
day_first = true # 03/04/2024 is the third of April
mirror = "s3://desk/news"
keep_snapshots = 30

[fields] # the input calls the text "corpo"
text = "corpo"

[aliases] # one source under two names
SOHR = "Syrian Observatory for Human Rights"

[quoted_words] # a licence that allows short quotations
"Licensed Daily" = 25
```"""


def settings_page() -> str:
    """The page as Markdown."""
    lines = [HEADER, TABLE]
    lines += [_row(setting) for setting in settings()]
    lines += ["", COLLECT, *(_collect_row(setting) for setting in collect_settings()), "", ELSEWHERE]
    return "\n".join(lines) + "\n"


def _row(setting: Declared) -> str:
    limits = f"{setting.limits[0]:,}–{setting.limits[1]:,}" if setting.limits else ""
    variable = f"`{setting.variable}`" if setting.variable else "in the file only"
    return "| " + " | ".join((*_first(setting), limits, variable, _cell(setting.meaning))) + " |"


def _collect_row(setting: Declared) -> str:
    return "| " + " | ".join((*_first(setting), _cell(setting.meaning))) + " |"


def _first(setting: Declared) -> Iterator[str]:
    yield f"`{setting.name}`"
    yield setting.kind
    yield setting.default_text


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    given = arguments("settings", "the page of all settings").parse_args()
    given.page.write_text(settings_page(), encoding="utf-8")
