-- A resolved place has its name and type; a point has both coordinates, and they are on Earth
SELECT region_mention_id, place_id, latitude, longitude
FROM region_mentions
WHERE NOT (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180)
    OR (latitude IS NULL) <> (longitude IS NULL)
    OR (place_id IS NULL) <> (place_name IS NULL)
    OR (place_id IS NULL AND latitude IS NOT NULL)
