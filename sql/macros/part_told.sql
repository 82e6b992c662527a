-- The part of its place that a figure is about, as a name to compare: "northeast" (parts_of_place). NULL where it is of all
-- of the place, of an unknown part of a larger figure ("of whom 6,000"), or where the sentence is about several parts or
-- sets figures apart ("190,000, of them 40,000 in the east of Ukraine"), so that nobody knows which part is whose
CREATE OR REPLACE MACRO part_told(sentence, surface, place_name) AS
CASE
    WHEN len(parts_of_place(sentence, place_name)) = 1 AND (
        coalesce(has_own_place(sentence, surface, place_name), false)
        OR NOT (
            names_a_part(sentence, surface)
            OR regexp_matches(sentence, '(?i)\b((of|among) (whom|which|them|those|these)|including|comprising|made up of)\b')
        )
    )
        THEN parts_of_place(sentence, place_name)[1]
END
