"""Panels of the network level: controls wired to models and pictures."""
