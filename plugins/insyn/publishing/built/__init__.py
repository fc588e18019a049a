"""Rules on the pages as they are written: the last gate before a site is swapped in."""
