"""What a weekly post is, before Pelican sees it."""
