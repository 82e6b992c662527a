-- What is said where no figure of an actor in a place is sure enough: that there is none, or how many doubtful ones there are
CREATE OR REPLACE MACRO nothing_told(actor, place, doubtful) AS
CASE doubtful
    WHEN 0 THEN 'No figure' || coalesce(' of ' || actor, '') || coalesce(' in ' || place, '') || ' was found'
    WHEN 1 THEN 'No figure' || coalesce(' of ' || actor, '') || coalesce(' in ' || place, '') || ' is sure enough: one doubtful figure, '
        || format('less than {} % sure, is left out', (100 * doubtful_below())::INTEGER)
    ELSE 'No figure' || coalesce(' of ' || actor, '') || coalesce(' in ' || place, '') || ' is sure enough: '
        || format('{:,} doubtful figures, less than {} % sure, are left out', doubtful, (100 * doubtful_below())::INTEGER)
END
