-- Who a figure is ascribed to: the source's name, "the outlet’s own count" where the text names the outlet itself as the
-- source, and "source not found" where no source was found. An outlet that prints a figure has not counted it for that.
CREATE OR REPLACE MACRO source_in_words(source_name, outlet) AS
CASE
    WHEN source_name IS NULL THEN 'source not found'
    WHEN lower(source_name) = lower(outlet) THEN 'the outlet’s own count'
    ELSE source_name
END
