-- True where a part is reported with a place of its own, so that it is all there is of the force in that place: "2,400 of
-- them in Mali", "including 2,400 soldiers stationed in northern Mali". "2,400 of its 5,000 in Mali" is none: the 5,000
-- are in Mali. Figure and place become one character each, so that no pattern has to be compiled for each row
CREATE OR REPLACE MACRO has_own_place(sentence, surface, place_name) AS
regexp_matches(
    replace(replace(sentence, surface, chr(31)), place_name, chr(30)),
    '(?i)\x1F( of (whom|which|them|those|these))?( (troops|soldiers|men|personnel|members))?'
    || '( (are|were|is|now|still|based|stationed|deployed|serving))* in (the )?'
    || '((north|south|east|west|cent)[a-z-]*,? (and |of |the )*)*\x1E([\s.,;:)]|$)'
)
