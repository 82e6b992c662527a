-- True where a sentence is about a part of a place and not of all of it (parts_of_place): "in north-eastern Ukraine",
-- "in Ukraine's east", "on the front between Lyman and Kupiansk"
CREATE OR REPLACE MACRO names_part_of_place(sentence, place_name) AS len(parts_of_place(sentence, place_name)) > 0
