-- True where a figure is reported as a part of more: of a larger figure (names_a_part) and not of a place of its own
-- (has_own_place), or of forces in a part of its place (names_part_of_place). A part and its whole do not contradict each
-- other, and a part is not an answer to how many there are
CREATE OR REPLACE MACRO tells_a_part(sentence, surface, place_name) AS
(
    coalesce(names_a_part(sentence, surface), false)
    AND NOT coalesce(has_own_place(sentence, surface, place_name), false)
)
OR names_part_of_place(sentence, place_name)
