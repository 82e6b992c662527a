-- The confidence below which a force level is doubtful. Doubtful rows stay in force_levels and force_level_reports; the
-- timeline, the conflicts, force_levels_in, the summary on the terminal and the first screen of the report leave them out.
CREATE OR REPLACE MACRO doubtful_below() AS 0.4
