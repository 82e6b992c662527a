-- The name of the country that `map_country` gives: that of the mention where it stays, else that of who holds the area
CREATE OR REPLACE MACRO map_country_name(country_name, country_iso3, map_iso3) AS
CASE
    WHEN map_iso3 IS NOT DISTINCT FROM country_iso3 THEN country_name
    WHEN map_iso3 = 'CHN' THEN 'China'
    WHEN map_iso3 = 'EGY' THEN 'Egypt'
    WHEN map_iso3 = 'ISR' THEN 'Israel'
    WHEN map_iso3 = 'JPN' THEN 'Japan'
    WHEN map_iso3 = 'MAR' THEN 'Morocco'
    WHEN map_iso3 = 'RUS' THEN 'Russia'
    ELSE map_iso3
END
