-- The ledger holds as many new articles and quarantined documents of the last run as the run counted
WITH latest AS (SELECT * FROM runs ORDER BY run_id DESC LIMIT 1),
ledger AS (
    SELECT
        count(*) FILTER (outcome = 'published') AS published,
        count(*) FILTER (outcome = 'quarantined') AS quarantined
    FROM inputs
    WHERE run_id = (SELECT run_id FROM latest)
)
SELECT run_id, latest.published, ledger.published AS in_ledger, latest.quarantined, ledger.quarantined AS refused
FROM latest, ledger
WHERE latest.published <> ledger.published OR latest.quarantined <> ledger.quarantined
