"""Panels of the journey."""
