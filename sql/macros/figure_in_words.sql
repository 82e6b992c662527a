-- A figure as its text gives it, with the hedge that stands apart from it: about 4,000, up to 300, between 3,000 and 4,000
CREATE OR REPLACE MACRO figure_in_words(surface, qualifier) AS
CASE
    WHEN qualifier = 'about' THEN 'about '
    WHEN qualifier = 'up_to' THEN 'up to '
    WHEN qualifier = 'at_least' THEN 'at least '
    WHEN qualifier = 'range' AND surface LIKE '% and %' AND surface NOT LIKE '% to %' THEN 'between '
    ELSE ''
END || surface
