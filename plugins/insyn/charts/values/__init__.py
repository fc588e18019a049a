"""What charts show that the file doesn't say itself: shares, steps, differences, standings."""
