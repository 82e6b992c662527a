-- Region mentions with map_country_iso3, the country that maps and roll-ups count them to (`map_country`): by the borders
-- given, 'un', 'control' or 'none', or by the setting `borders`. country_iso3 stays as it is.
CREATE OR REPLACE MACRO mentions_by_border(borders := '$borders') AS TABLE
SELECT map_country(m.country_iso3, m.disputed, m.held_by, borders := borders) AS map_country_iso3, m.*
FROM region_mentions AS m
