-- Which outlets lean on sources whose name is withheld, month by month? From the view anonymous_sourcing
SELECT
    month,
    outlet,
    mentions,
    anonymous_mentions,
    role_only_mentions,
    share_anonymous
FROM anonymous_sourcing
WHERE outlet IS NOT NULL
ORDER BY share_anonymous DESC, mentions DESC, outlet, month
LIMIT 8
