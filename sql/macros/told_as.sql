-- What a figure says about a force: its size, a share of it (in per cent), a change or movement by its measure, and, where it
-- is not reported as fact, how it is reported comes before that: "planned increase", "denied level"
CREATE OR REPLACE MACRO told_as(modality, measure, unit) AS
CASE
    WHEN modality <> 'actual' THEN modality || ' ' || measure
    WHEN unit = 'percent' THEN 'share'
    WHEN measure = 'level' THEN 'size'
    ELSE measure
END
