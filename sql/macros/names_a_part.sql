-- True where a sentence reports a figure as part of a larger one: "of whom 6,000", "including 300 police", "2,400 of
-- them", "1,500 of the 8,892". The figure becomes one character, so that no pattern has to be compiled for each row
CREATE OR REPLACE MACRO names_a_part(sentence, surface) AS
regexp_matches(
    replace(sentence, surface, chr(31)),
    '(?i)\b(of (whom|which|them|those|these)|among (whom|which|them|those|these)|including|comprising|made up of)\b'
    || '[^.;]{0,60}[^\d.,;]\x1F'
    || '|\x1F[^,.;]{0,25}\bof (them|those|these|whom|which)\b'
    || '|\x1F[^,.;]{0,25}\bof (the|its|their|his|our) [^,.;]{0,12}[\d\x1F]'
)
