-- The date of a figure in words, at the precision that its text gives: "as of Oct 2023"; "reported 14 Feb 2024" where the
-- text gives none
CREATE OR REPLACE MACRO when_told(as_of_start, as_of_end, as_of_precision, published_date) AS
CASE
    WHEN as_of_start IS NULL THEN coalesce(strftime(published_date, 'reported %-d %b %Y'), 'date not given')
    WHEN as_of_precision = 'year' THEN strftime(as_of_start, 'as of %Y')
    WHEN as_of_precision = 'quarter' THEN 'as of Q' || quarter(as_of_start) || ' ' || year(as_of_start)
    WHEN as_of_precision = 'month' THEN strftime(as_of_start, 'as of %b %Y')
    WHEN coalesce(as_of_end, as_of_start) = as_of_start THEN strftime(as_of_start, 'as of %-d %b %Y')
    ELSE strftime(as_of_start, 'as of %-d %b %Y') || strftime(as_of_end, ' – %-d %b %Y')
END
