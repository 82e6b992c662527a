-- The aliases that the user has written down (aliases.csv in the data directory, or [aliases] in newsetl.toml): another
-- name, and the name of the source that it stands for. A load puts them in the place of these none
SELECT alias, name
FROM (VALUES (NULL::VARCHAR, NULL::VARCHAR)) AS given (alias, name)
WHERE alias IS NOT NULL
