"""Figures fetched from Kolada and SCB, for a person to look at and commit; never by a build."""
