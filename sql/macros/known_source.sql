-- A source that was asked for, in lower case: a name that statements are ascribed to. An unknown one is an error that
-- names the nearest; NULL stands for all.
CREATE OR REPLACE MACRO known_source(asked) AS
CASE
    WHEN asked IS NULL OR lower(asked) IN (SELECT lower(source_name) FROM source_forms WHERE source_name IS NOT NULL)
        THEN lower(asked)
    ELSE error(
        'no source ''' || asked || '''; ' || coalesce('did you mean ' || (
            SELECT string_agg(source_name, ', ' ORDER BY likeness DESC, source_name)
            FROM (
                SELECT
                    source_name,
                    greatest(
                        jaro_winkler_similarity(lower(asked), lower(source_name)),
                        CASE WHEN contains(lower(source_name), lower(asked)) THEN 0.95 ELSE 0 END
                    ) AS likeness
                FROM (SELECT DISTINCT source_name FROM source_forms)
                WHERE likeness > 0.8
                ORDER BY likeness DESC, source_name
                LIMIT 3
            )
        ) || '?', 'FROM source_profile lists those there are')
    )
END
