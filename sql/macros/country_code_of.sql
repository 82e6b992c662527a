-- The ISO code, in lower case, of a country that is asked for by its name or another of its names ("Mali", "US", "Burma");
-- NULL for what is no such name, or the name of two ("Congo")
CREATE OR REPLACE MACRO country_code_of(asked) AS (
    SELECT CASE WHEN count(DISTINCT iso3) = 1 THEN min(lower(iso3)) END
    FROM country_codes
    WHERE lower(name) = lower(asked) OR list_contains(string_split(lower(other_names), '; '), lower(asked))
)
