"""Panels of the teaching part: controls and tables wired to the evidence."""
