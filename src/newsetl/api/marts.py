"""One method for each analyst view of `sql/marts/`."""

from typing import Unpack

import pandas as pd

from newsetl.api.frames import Rows
from newsetl.api.reader import Reader


class Marts(Reader):
    """Rows of the analyst views as frames; `Rows` says what can be asked for."""

    __slots__ = ()

    def outlet_activity(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Articles per outlet and day."""
        return self.table("outlet_activity", **rows)

    def source_frequency(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How often each source is cited, by day and outlet."""
        return self.table("source_frequency", **rows)

    def source_profile(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Each source: who it is, how often, where and how it is cited."""
        return self.table("source_profile", **rows)

    def sources(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Each source known by name: who it is, how often it is cited, since when."""
        return self.table("sources", **rows)

    def source_aliases(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Names and descriptions under which each source is found."""
        return self.table("source_aliases", **rows)

    def source_roles(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Roles in which each source is cited, and when."""
        return self.table("source_roles", **rows)

    def anonymous_sourcing(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Share of unnamed sources by outlet and month."""
        return self.table("anonymous_sourcing", **rows)

    def region_mention_counts(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How often each place is named, by day."""
        return self.table("region_mention_counts", **rows)

    def region_trend(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Places named more or less often than before."""
        return self.table("region_trend", **rows)

    def region_weeks(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How often each place is named, by week."""
        return self.table("region_weeks", **rows)

    def place_months(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How often each place is named, by month; stories add up over months."""
        return self.table("place_months", **rows)

    def country_months(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How often each country is named, by month, and how sure that is; stories add up over months."""
        return self.table("country_months", **rows)

    def outlet_countries(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How often each outlet names each country, by month; stories add up over months."""
        return self.table("outlet_countries", **rows)

    def country_pairs(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """In how many stories two countries are named together, by month."""
        return self.table("country_pairs", **rows)

    def entity_months(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How often each person and organisation is named, by month; stories add up over months."""
        return self.table("entity_months", **rows)

    def force_level_reports(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Force levels with article and source, ready to read."""
        return self.table("force_level_reports", **rows)

    def force_level_timeline(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Force sizes reported as fact, by actor and place along the date they hold for."""
        return self.table("force_level_timeline", **rows)

    def force_level_conflicts(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Pairs of claims on one force, place and time that cannot both be true."""
        return self.table("force_level_conflicts", **rows)

    def force_level_derived(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Head counts computed from percentages, with what they were computed from."""
        return self.table("force_level_derived", **rows)

    def source_links(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Which source an id or a bare name belongs to, where the archive knows it under more than one."""
        return self.table("source_links", **rows)

    def actors(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Armed and security forces by name, and the state or alliance that each belongs to."""
        return self.table("actors", **rows)

    def country_codes(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """ISO, UN M49, Correlates of War and Gleditsch and Ward codes of each country."""
        return self.table("country_codes", **rows)

    def story_syndication(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Stories that more than one outlet ran, and who ran them first."""
        return self.table("story_syndication", **rows)

    def quality_days(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How complete the rows of each annotation table are, by run and day."""
        return self.table("quality_days", **rows)

    def data_quality(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How complete and how sure the rows of each run are."""
        return self.table("data_quality", **rows)

    def attributions_machine(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Statements as the machine read them, whatever people have said since."""
        return self.table("attributions_machine", **rows)

    def region_mentions_machine(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Places as the machine read them, whatever people have said since."""
        return self.table("region_mentions_machine", **rows)

    def force_levels_machine(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Force sizes as the machine read them, whatever people have said since."""
        return self.table("force_levels_machine", **rows)

    def refused_figures_machine(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Refused numbers as the machine read them, whatever people have said since."""
        return self.table("refused_figures_machine", **rows)

    def date_mentions_machine(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Time expressions as the machine read them, whatever people have said since."""
        return self.table("date_mentions_machine", **rows)

    def entity_mentions_machine(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Persons and organisations as the machine read them, whatever people have said since."""
        return self.table("entity_mentions_machine", **rows)

    def corrections_to_check(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Corrections whose words are gone from the article, and those that contradict each other."""
        return self.table("corrections_to_check", **rows)

    def force_levels_to_review(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Force sizes that nobody has judged, what matters first."""
        return self.table("force_levels_to_review", **rows)

    def reviewer_agreement(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How often two people say the same of a row (Cohen's kappa)."""
        return self.table("reviewer_agreement", **rows)
