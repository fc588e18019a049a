"""What makes a build fast: what was made is kept, what was read is recorded, work is shared."""
