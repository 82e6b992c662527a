-- Which movements of forces are planned or possible, and who says so?
SELECT
    published_date, actor_name, place_name, surface AS figure, measure, modality, as_of_text, source_name,
    percent_sure(confidence) / 100 AS confidence, sentence
FROM force_levels
WHERE modality IN ('planned', 'possible')
ORDER BY published_date DESC NULLS LAST, article_id, "start", force_level_id
LIMIT 10
