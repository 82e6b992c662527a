-- What is named within so many kilometres of a point (degrees, WGS 84), nearest first: mentions_near(36.19, 44.01, 50).
-- Centroids of countries, divisions and regions are left out, for their points only stand for an area, and so are
-- demonyms and datelines; with_all := true takes everything in.
CREATE OR REPLACE MACRO mentions_near(lat, lon, km, with_all := false) AS TABLE
SELECT
    12742 * asin(sqrt(least(1.0,
        pow(sin(radians(m.latitude - lat) / 2), 2)
        + cos(radians(lat)) * cos(radians(m.latitude)) * pow(sin(radians(m.longitude - lon) / 2), 2)
    ))) AS distance_km,
    m.*
FROM region_mentions AS m
WHERE m.latitude BETWEEN lat - km / 110.0 AND lat + km / 110.0
    AND (with_all OR (NOT m.is_centroid AND m.mention_type NOT IN ('demonym', 'dateline')))
    AND distance_km <= km
ORDER BY distance_km, m.published_date, m.region_mention_id
