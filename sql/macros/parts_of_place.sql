-- Which parts of a place a sentence is about, as names to compare: ['northeast'] of "in north-eastern Ukraine", "the
-- north-east of Ukraine" and "Ukraine's north-east", ['east and south'] of "eastern and southern Ukraine", and, before
-- all of these, ['between Kupiansk and Lyman'] of "on the front between Lyman and Kupiansk". Empty where it is about none, and
-- where it has "in Ukraine" too, for then it is about all of it. Talks between two capitals and the time between two
-- months are not parts. The place becomes one character, so that no pattern has to be compiled for each row
CREATE OR REPLACE MACRO parts_of_place(sentence, place_name) AS
CASE
    WHEN
        place_name IS NULL
        OR regexp_matches(
            replace(lower(sentence), lower(place_name), chr(31)),
            '\b(in|inside|within|across|throughout) (the )?\x1F([\s.,;:)]|$)'
        )
        THEN []::VARCHAR[]
    ELSE coalesce(
        nullif(
            list_distinct(list_transform(
                regexp_extract_all(
                    regexp_replace(
                        replace(sentence, place_name, chr(31)),
                        '\b(talks|negotiations|meeting|summit|call|deal|agreement|accord|pact|treaty|truce|ceasefire|cease-fire'
                        || '|wars?|conflict|fighting|battles?|clashes|tensions?|relations|ties|rivalry|dispute|exchange|swap)'
                        || '\b[^,.;]{0,30}\bbetween\b[^,.;]*'
                        || '|\b[Bb]etween (January|February|March|April|May|June|July|August|September|October|November|December'
                        || '|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b',
                        '', 'g'
                    ),
                    '\b[Bb]etween (the )?\p{Lu}[\p{L}''’-]+( \p{Lu}[\p{L}''’-]+)? and (the )?\p{Lu}[\p{L}''’-]+( \p{Lu}[\p{L}''’-]+)?'
                ),
                lambda stretch: 'between ' || array_to_string(
                    list_sort(string_split(regexp_replace(stretch, '^[Bb]etween |\bthe |[''’]s$', '', 'g'), ' and ')),
                    ' and '
                )
            )),
            []
        ),
        list_distinct(list_transform(
            regexp_extract_all(
                replace(lower(sentence), lower(place_name), chr(31)),
                '\b(north|south|east|west|central)[a-z-]*([ -](north|south|east|west)[a-z]*)?'
                || '((,| and|, and) (north|south|east|west|central)[a-z-]*([ -](north|south|east|west)[a-z]*)?)* \x1F(\W|$)'
                || '|\bthe (north|south|east|west|centre)[a-z-]*([ -](north|south|east|west)[a-z]*)?'
                || '((,| and|, and) (the )?(north|south|east|west|centre)[a-z-]*([ -](north|south|east|west)[a-z]*)?)* of (the )?\x1F(\W|$)'
                || '|\x1F[''’]s (far )?(north|south|east|west|centre)(-?(east|west))?([\s.,;:)]|$)'
            ),
            lambda part: array_to_string(
                list_sort(list_distinct(list_transform(
                    regexp_extract_all(part, '(north|south)([ -]?(east|west))?|east|west|centr[ae]'),
                    lambda point: regexp_replace(replace(point, 'centra', 'centre'), '[ -]', '', 'g')
                ))),
                ' and '
            )
        ))
    )
END
