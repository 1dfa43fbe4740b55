-- Where the other side's console is, as its node says.
ALTER TABLE connections ADD COLUMN remote_console_url TEXT;
