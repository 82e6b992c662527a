-- An actor that was asked for, in lower case: a force or an alliance of which force levels are reported, or the ISO code of
-- a state, asked for by that or by one of its names ("Russia", "US").
-- An unknown one is an error that names the nearest ("Irac": did you mean Iraq (IRQ)?); NULL stands for all.
CREATE OR REPLACE MACRO known_actor(asked) AS
CASE
    WHEN asked IS NULL
        OR lower(asked) IN (
            SELECT lower(unnest([actor_iso3, actor_name])) FROM (SELECT DISTINCT actor_iso3, actor_name FROM force_level_reports)
            UNION ALL
            SELECT lower(unnest([actor_name, belongs_to])) FROM actors
        )
        THEN coalesce(
            (SELECT min(lower(actor_iso3)) FROM force_level_reports WHERE lower(actor_name) = lower(asked)), lower(asked)
        )
    WHEN country_code_of(asked) IN (
            SELECT lower(actor_iso3) FROM (SELECT DISTINCT actor_iso3 FROM force_level_reports)
            UNION ALL
            SELECT lower(belongs_to) FROM actors
        )
        THEN country_code_of(asked)
    ELSE error(
        'no force levels of an actor ''' || asked || '''; ' || coalesce('did you mean ' || (
            SELECT string_agg(shown, ', ' ORDER BY likeness DESC, shown)
            FROM (
                SELECT
                    actor_name || coalesce(' (' || actor_iso3 || ')', '') AS shown,
                    jaro_winkler_similarity(lower(asked), lower(actor_name)) AS likeness
                FROM (SELECT DISTINCT actor_name, actor_iso3 FROM force_level_reports)
                WHERE likeness > 0.75
                ORDER BY likeness DESC, shown
                LIMIT 3
            )
        ) || '?', 'FROM force_level_reports lists those there are')
    )
END
