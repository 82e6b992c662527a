-- A confidence in whole per cent, rounded down, as the report, the desk and the terminal show it: what is shown as 40 % is
-- never less sure than 40 %, so that a figure shown as such is not hidden as doubtful elsewhere
CREATE OR REPLACE MACRO percent_sure(confidence) AS floor(100 * confidence + 0.0001)::INTEGER
