-- A place that was asked for, in lower case: an ISO code, a country, also by another of its names ("UAE"), a
-- division, or a place that articles name. An unknown one is an error that names the nearest; NULL stands for everywhere.
CREATE OR REPLACE MACRO known_place(asked) AS
CASE
    WHEN asked IS NULL
        OR lower(asked) IN (SELECT lower(place_iso3) FROM force_level_reports WHERE place_iso3 IS NOT NULL)
        OR lower(asked) IN (SELECT lower(place_name) FROM force_level_reports WHERE place_name IS NOT NULL)
        OR lower(asked) IN (SELECT lower(place_country) FROM force_level_reports WHERE place_country IS NOT NULL)
        OR lower(asked) IN (SELECT lower(place_admin1) FROM force_level_reports WHERE place_admin1 IS NOT NULL)
        OR lower(asked) IN (SELECT lower(place_name) FROM place_months)
        OR lower(asked) IN (SELECT lower(country_iso3) FROM place_months WHERE country_iso3 IS NOT NULL)
        THEN lower(asked)
    WHEN country_code_of(asked) IN (SELECT lower(place_iso3) FROM force_level_reports WHERE place_iso3 IS NOT NULL)
        OR country_code_of(asked) IN (SELECT lower(country_iso3) FROM place_months WHERE country_iso3 IS NOT NULL)
        THEN country_code_of(asked)
    ELSE error(
        'no place ''' || asked || ''' in the articles; ' || coalesce('did you mean ' || (
            SELECT string_agg(shown, ', ' ORDER BY likeness DESC, shown)
            FROM (
                SELECT
                    place_name || coalesce(' (' || iso3 || ')', '') AS shown,
                    jaro_winkler_similarity(lower(asked), lower(place_name)) AS likeness
                FROM (
                    SELECT place_name, place_iso3 AS iso3 FROM force_level_reports
                    UNION
                    SELECT place_name, country_iso3 FROM place_months
                )
                WHERE likeness > 0.75
                ORDER BY likeness DESC, shown
                LIMIT 3
            )
        ) || '?', 'FROM region_mentions lists those there are')
    )
END
