-- By what a figure is the latest word, the greatest first: the day that it counts as of, then the stories that give it, then
-- a source that was found, then confidence in whole per cent, then the id. report/scripts/choosing.js has the same rule for
-- the report and the desk
CREATE OR REPLACE MACRO as_latest(on_day, told_in, source_name, confidence, force_level_id) AS {
    'day': coalesce(on_day, DATE '0001-01-01'),
    'stories': told_in,
    'has_source': source_name IS NOT NULL,
    'confidence': percent_sure(confidence),
    'id': force_level_id
}
