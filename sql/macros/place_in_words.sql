-- A place with what the text says of the force and it: "Goma", "near Goma", "the border of Ukraine"
CREATE OR REPLACE MACRO place_in_words(place_name, place_relation) AS
CASE place_relation
    WHEN 'near' THEN 'near ' || place_name
    WHEN 'border' THEN 'the border of ' || place_name
    ELSE place_name
END
