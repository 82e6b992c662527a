-- What was known of an actor's forces in a place on a day, such as of US forces in Iraq on New Year's Day 2018?
-- set: day = 2018-01-01
-- set: actor = USA
-- set: place = IRQ
SELECT
    surface, measure, modality, as_of_text, source_name, via_name, published_date, mentions,
    percent_sure(confidence) / 100 AS confidence
FROM force_levels_known_on($day, $actor, $place)
