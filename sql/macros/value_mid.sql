-- A number to average and to chart by: the single best figure, else the middle of the range; NULL where the range is
-- open on one side ("up to 500", "more than 500"), because nothing shows where in it the truth lies.
CREATE OR REPLACE MACRO value_mid(single, low, high) AS coalesce(single, (low + high) / 2)
