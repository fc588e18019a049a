"""What is promised in a post, and what later posts tell of it."""
