"""Panels of safety and practice: controls wired to data and pictures."""
