-- Outlets that published on five days or more of their last thirty, and are silent for three times their longest gap, three
-- days at least; an outlet that has been silent for sixty days is not news
WITH days AS (
    SELECT DISTINCT outlet, published_date AS day
    FROM articles
    WHERE outlet IS NOT NULL AND published_date IS NOT NULL AND published_date <= $today::DATE
),

last_days AS (
    SELECT outlet, max(day) AS last_day FROM days GROUP BY outlet
),

gaps AS (
    SELECT d.outlet, d.day, d.day - lag(d.day) OVER (PARTITION BY d.outlet ORDER BY d.day) AS gap
    FROM days AS d
    INNER JOIN last_days AS l ON l.outlet = d.outlet AND d.day > l.last_day - 30
)

SELECT g.outlet, max(g.day) AS last_day, $today::DATE - max(g.day) AS silent_days, coalesce(max(g.gap), 1) AS longest_gap
FROM gaps AS g
GROUP BY g.outlet
HAVING count(*) >= 5 AND $today::DATE - max(g.day) > greatest(3, 3 * coalesce(max(g.gap), 1)) AND $today::DATE - max(g.day) <= 60
ORDER BY g.outlet
