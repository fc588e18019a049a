"""The only folder that knows Pelican: one small module for each thing that is plugged in."""
