-- True where a sentence tells of a part of a place and not of all of it: "in north-eastern Ukraine", "in the east of
-- Ukraine", or, where the place itself is not named, "on the front between Lyman and Kupiansk". A sentence that has
-- "in Ukraine" too tells of all of it. The place becomes one character, so that no pattern has to be compiled for each row
CREATE OR REPLACE MACRO names_part_of_place(sentence, place_name) AS
CASE
    WHEN contains(lower(sentence), lower(place_name)) THEN
        regexp_matches(
            replace(lower(sentence), lower(place_name), chr(31)),
            '\b(north|south|east|west|central)[a-z-]*([ -](north|south|east|west)[a-z]*)? \x1F(\W|$)'
            || '|\bthe (north|south|east|west|centre)[a-z-]*([ -](north|south|east|west)[a-z]*)? of (the )?\x1F(\W|$)'
        )
        AND NOT regexp_matches(
            replace(lower(sentence), lower(place_name), chr(31)),
            '\b(in|inside|within|across|throughout) (the )?\x1F([\s.,;:)]|$)'
        )
    WHEN place_name IS NOT NULL THEN
        regexp_matches(sentence, '\bbetween (the )?\p{Lu}[\p{L}''’-]+( \p{Lu}[\p{L}''’-]+)? and (the )?\p{Lu}')
END
