-- The ledger holds as many new articles and quarantined documents of a run as the run counted
WITH ledger AS (
    SELECT
        run_id,
        count(*) FILTER (outcome = 'published') AS published,
        count(*) FILTER (outcome = 'quarantined') AS quarantined
    FROM inputs
    GROUP BY run_id
)
SELECT run_id, runs.published, ledger.published AS in_ledger, runs.quarantined, ledger.quarantined AS refused_in_ledger
FROM runs LEFT JOIN ledger USING (run_id)
WHERE runs.published <> coalesce(ledger.published, 0) OR runs.quarantined <> coalesce(ledger.quarantined, 0)
