"""Panels of the psychological level: controls wired to evidence, models and pictures."""
