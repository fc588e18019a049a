"""The pictures of texts: looked at when all is checked, made light and clean when published."""
