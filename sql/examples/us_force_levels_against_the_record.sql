-- Where reported US levels differ from the Pentagon's own count for the quarter. The record is any CSV of the form
-- year, month, iso3, location, troops; SET VARIABLE reference_troops = 'my.csv' names another than the three rows
-- that newsetl brings along
WITH record AS (
    SELECT
        iso3,
        location,
        troops,
        last_day(strptime(month || ' ' || year, '%B %Y')::DATE) AS counted_on
    FROM read_csv(
        coalesce(getvariable('reference_troops')::VARCHAR, 'docs/reference/us-troops-by-country.csv'),
        header = TRUE,
        columns = {'year': 'INTEGER', 'month': 'VARCHAR', 'iso3': 'VARCHAR', 'location': 'VARCHAR', 'troops': 'BIGINT'}
    )
),

reported AS (
    SELECT
        *,
        coalesce(as_of_start, published_date) AS compared_on,
        CASE WHEN as_of_start IS NULL THEN 'day of publication' ELSE 'as of' END AS compared_by
    FROM force_levels
    WHERE actor_iso3 = 'USA' AND measure = 'level' AND modality = 'actual' AND unit = 'persons'
        AND place_iso3 IS NOT NULL AND place_iso3 <> 'USA'
),

nearest AS (
    SELECT r.*, k.troops, k.counted_on
    FROM reported AS r
    INNER JOIN record AS k
        ON k.iso3 = r.place_iso3 AND date_trunc('quarter', k.counted_on) = date_trunc('quarter', r.compared_on)
    QUALIFY row_number() OVER (
        PARTITION BY r.force_level_id ORDER BY abs(date_diff('day', k.counted_on, r.compared_on))
    ) = 1
)

SELECT
    place_name,
    surface AS reported,
    qualifier,
    troops AS on_record,
    counted_on,
    coalesce(value, value_low, value_high) - troops AS difference,
    round((coalesce(value, value_low, value_high) - troops) / nullif(troops, 0), 3) AS difference_share,
    compared_by,
    as_of_text,
    published_date,
    coalesce(source_name, outlet) AS said_by,
    sentence
FROM nearest
WHERE troops NOT BETWEEN coalesce(value_low, 0) AND coalesce(value_high, troops)
ORDER BY abs(difference_share) DESC, place_name
