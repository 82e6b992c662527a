-- What was known of US forces in Iraq on New Year's Day 2018
SELECT surface, measure, modality, as_of_text, source_name, via_name, published_date, mentions
FROM force_levels_known_on(DATE '2018-01-01', 'USA', 'IRQ')
