-- A fingerprint tells what the desk knew when the mail came to nothing: once it knows more, mail that
-- comes again is matched afresh. A hash; 0 for those of before.
ALTER TABLE fingerprint ADD COLUMN taken_for INTEGER NOT NULL DEFAULT 0;
DELETE FROM fact WHERE name = 'fingerprints_for';
