-- True where a sentence tells of a part of a place and not of all of it: "in north-eastern Ukraine", or, where the place
-- itself is not named, "on the front between Lyman and Kupiansk". A sentence that has "in Ukraine" too tells of all of it
CREATE OR REPLACE MACRO names_part_of_place(sentence, place_name) AS
(regexp_matches(
    sentence, '(?i)\b(north|south|east|west|central)[a-z-]*([ -](north|south|east|west)[a-z]*)? ' || regexp_escape(place_name) || '\b'
) AND NOT regexp_matches(
    sentence, '(?i)\b(in|inside|within|across|throughout) (the )?' || regexp_escape(place_name) || '([\s.,;:)]|$)'
))
OR (
    NOT contains(lower(sentence), lower(place_name))
    AND regexp_matches(sentence, '\bbetween (the )?\p{Lu}[\p{L}''’-]+( \p{Lu}[\p{L}''’-]+)? and (the )?\p{Lu}')
)
