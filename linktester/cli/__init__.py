"""The command line: one verb, one file. Wishes into calls, events into text; nothing is decided here."""
