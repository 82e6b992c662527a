"""One method for each published table."""

from typing import Unpack

import pandas as pd

from newsetl.api.frames import Rows
from newsetl.api.reader import Reader


class Tables(Reader):
    """Rows of the published tables as frames; `Rows` says what can be asked for."""

    __slots__ = ()

    def articles(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Articles, one row per revision; `is_current` marks the newest."""
        return self.table("articles", **rows)

    def attributions(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Statements ascribed to a source: who said what, in which words."""
        return self.table("attributions", **rows)

    def region_mentions(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Places named, with coordinates."""
        return self.table("region_mentions", **rows)

    def force_levels(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Reported sizes of armed and security forces."""
        return self.table("force_levels", **rows)

    def refused_figures(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """One row per number near a force word that is not a force size: casualties, captives, civilians, years."""
        return self.table("refused_figures", **rows)

    def date_mentions(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Time expressions and the days they cover."""
        return self.table("date_mentions", **rows)

    def entity_mentions(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Persons and organisations named."""
        return self.table("entity_mentions", **rows)

    def quarantine(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Documents that could not go on, with the reason."""
        return self.table("quarantine", **rows)

    def runs(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Runs with their counts and versions."""
        return self.table("runs", **rows)

    def inputs(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Documents that have been read, and what became of each."""
        return self.table("inputs", **rows)

    def corrections(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """What people have said of rows: who, when, why, what was and what is."""
        return self.table("corrections", **rows)

    def machine_rows(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Rows as the machine read them, where a person has said otherwise."""
        return self.table("machine_rows", **rows)
