-- The country that maps and roll-ups count a mention to, an ISO code or NULL. borders := 'un' follows the practice of the
-- United Nations (Crimea in Ukraine), 'control' gives an area to who holds it, 'none' counts disputed areas to no country.
-- Where none are given, the setting `borders` of newsetl.toml holds
CREATE OR REPLACE MACRO map_country(country_iso3, disputed, held_by, borders := '$borders') AS
CASE
    WHEN borders = 'control' THEN coalesce(held_by::VARCHAR, country_iso3)
    WHEN borders = 'none' AND disputed IS NOT NULL THEN NULL
    WHEN borders IN ('un', 'none') THEN country_iso3
    ELSE error('borders is un, control or none, not ' || borders)
END
