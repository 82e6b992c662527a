-- A place that was asked for, in lower case: an ISO code, a country, also by another of its names ("UAE"), a
-- division, or a place that articles name. An unknown one is an error that names the nearest; NULL stands for everywhere.
CREATE OR REPLACE MACRO known_place(asked) AS
CASE
    WHEN asked IS NULL
        OR lower(asked) IN (
            SELECT lower(unnest([place_iso3, place_name, place_country, place_admin1]))
            FROM (SELECT DISTINCT place_iso3, place_name, place_country, place_admin1 FROM force_level_reports)
            UNION ALL
            SELECT lower(unnest([place_name, country_iso3])) FROM (SELECT DISTINCT place_name, country_iso3 FROM place_months)
        )
        THEN lower(asked)
    WHEN country_code_of(asked) IN (
            SELECT lower(place_iso3) FROM (SELECT DISTINCT place_iso3 FROM force_level_reports)
            UNION ALL
            SELECT lower(country_iso3) FROM (SELECT DISTINCT country_iso3 FROM place_months)
        )
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
