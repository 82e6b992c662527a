-- How many of an actor's forces are said to be in a place: the latest word of each source, wholes before parts, sizes
-- before plans? Actor and place are ISO codes or names
-- set: actor = USA
-- set: place = IRQ
SELECT
    told_as, scope, actor_name, place_name, figure, percent_of, as_of_text AS as_of, according_to, via_name AS via,
    stories, range_low, range_high, sources, percent_sure(confidence) / 100 AS confidence
FROM force_levels_in($actor, $place)
