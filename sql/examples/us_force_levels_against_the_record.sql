-- Where reported US levels differ from a count of record for the quarter. The record is any CSV of the form year, month,
-- iso3, location, troops, named by SET VARIABLE reference_troops = 'my.csv'; else, in the folder of the repository,
-- the file in docs/reference/, whose numbers are invented
WITH record AS (
    SELECT
        iso3,
        location,
        troops,
        last_day(strptime(month || ' ' || year, '%B %Y')::DATE) AS counted_on
    FROM read_csv(
        coalesce(getvariable('reference_troops')::VARCHAR, 'docs/reference/us-troops-by-country.csv'),
        header = TRUE,
        auto_detect = FALSE,
        delim = ',',
        quote = '"',
        comment = '#',
        columns = {'year': 'INTEGER', 'month': 'VARCHAR', 'iso3': 'VARCHAR', 'location': 'VARCHAR', 'troops': 'BIGINT'}
    )
),

reported AS (
    SELECT
        *,
        coalesce(as_of_start, published_date) AS holds_from,
        coalesce(as_of_end, as_of_start, published_date) AS holds_to,
        CASE WHEN as_of_start IS NULL THEN 'day of publication' ELSE 'as of' END AS compared_by
    FROM force_levels
    WHERE actor_iso3 = 'USA' AND measure = 'level' AND modality = 'actual' AND unit = 'persons'
        AND place_iso3 IS NOT NULL AND place_iso3 <> 'USA'
),

nearest AS (  -- the count of the quarter: the nearest one within three months of the days that the figure holds for
    SELECT
        r.*, k.location, k.troops, k.counted_on,
        greatest(0, r.holds_from - k.counted_on, k.counted_on - r.holds_to) AS days_apart
    FROM reported AS r
    INNER JOIN record AS k
        ON k.iso3 = r.place_iso3
        AND k.counted_on BETWEEN r.holds_from - INTERVAL 92 DAY AND r.holds_to + INTERVAL 92 DAY
    QUALIFY row_number() OVER (PARTITION BY r.force_level_id ORDER BY days_apart, k.counted_on DESC) = 1
)

SELECT
    place_name,
    location,
    surface AS reported,
    qualifier,
    troops AS on_record,
    counted_on,
    days_apart,
    coalesce(value, value_low, value_high) - troops AS difference,
    round((coalesce(value, value_low, value_high) - troops) / nullif(troops, 0), 3) AS difference_share,
    compared_by,
    as_of_text,
    published_date,
    source_in_words(source_name, outlet) AS said_by,
    percent_sure(confidence) / 100 AS confidence,
    sentence
FROM nearest
WHERE troops NOT BETWEEN coalesce(value_low, 0) AND coalesce(value_high, troops)
ORDER BY abs(difference_share) DESC, place_name, published_date, force_level_id
