-- A run accounts for every document: read = published + duplicate + quarantined
SELECT run_id, read, published, duplicate, quarantined
FROM runs
WHERE read <> published + duplicate + quarantined
