-- What was read and could not be published, and why?
SELECT
    reason_code,
    count(*) AS documents,
    min(regexp_extract(raw_uri, '[^/]+$')) AS one_of_them,
    min_by(detail, raw_uri) AS its_detail
FROM quarantine
GROUP BY reason_code
ORDER BY documents DESC, reason_code
