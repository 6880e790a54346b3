-- What a message offers to matching is kept with it, so that the tray is matched again without
-- being decoded again.
ALTER TABLE message ADD COLUMN signals TEXT NOT NULL DEFAULT '{}';  -- JSON
-- What could not be read well, or is odd, in words.
ALTER TABLE message ADD COLUMN problems TEXT NOT NULL DEFAULT '[]'; -- JSON ["…"]
