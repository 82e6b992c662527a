-- The ISO code, in small letters, of a country that is asked for by another of its names ("US", "U.K.", "Burma"); NULL for
-- what is no such name
CREATE OR REPLACE MACRO country_code_of(asked) AS (
    SELECT min(lower(iso3))
    FROM country_codes
    WHERE list_contains(string_split(lower(other_names), '; '), lower(asked))
)
