"""Rules on the HTML of each text by itself, before anything is built."""
