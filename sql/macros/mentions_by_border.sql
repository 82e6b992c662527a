-- Region mentions with map_country_iso3, the country that maps and roll-ups count them to: mentions_by_border(borders := 'un')
-- follows the practice of the United Nations (Crimea in Ukraine); borders := 'control' gives an area to who holds it
-- (held_by); borders := 'none' leaves disputed areas out of every country. country_iso3 stays as it is.
CREATE OR REPLACE MACRO mentions_by_border(borders := 'un') AS TABLE
SELECT
    CASE
        WHEN borders = 'control' THEN coalesce(m.held_by, m.country_iso3)
        WHEN borders = 'none' AND m.disputed IS NOT NULL THEN NULL
        WHEN borders IN ('un', 'none') THEN m.country_iso3
        ELSE error('borders is un, control or none, not ' || borders)
    END AS map_country_iso3,
    m.*
FROM region_mentions AS m
