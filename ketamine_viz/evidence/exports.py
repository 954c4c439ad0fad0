"""Placeholder until the exports arrive."""
