"""From the bytes of a file, however it was exported, to a table of text and numbers."""
