"""Insyn: a chief executive's weekly post and the open figures behind it."""
