-- Every name and description under which a source is found, how often, and what it is: full name, acronym,
-- transliteration (another spelling of it), description, or the user's own alias
-- refresh by: load
WITH counted AS (
    SELECT
        a.source_id,
        a.alias,
        s.display_name,
        sum(a.mentions)::BIGINT AS mentions,
        bool_and(a.is_description) AS is_description
    FROM source_alias_months AS a INNER JOIN sources AS s USING (source_id)
    GROUP BY a.source_id, a.alias, s.display_name
),

given AS (
    SELECT DISTINCT lower(alias) AS alias
    FROM user_aliases
)

SELECT
    c.source_id,
    c.alias,
    c.mentions,
    CASE
        WHEN g.alias IS NOT NULL THEN 'user'
        WHEN c.is_description THEN 'description'
        WHEN regexp_full_match(c.alias, '[A-Z][A-Z&.]{1,9}') THEN 'acronym'
        WHEN contains(lower(c.display_name), lower(c.alias)) OR contains(lower(c.alias), lower(c.display_name))
            THEN 'full name'
        ELSE 'transliteration'
    END AS how
FROM counted AS c LEFT JOIN given AS g ON lower(c.alias) = g.alias
