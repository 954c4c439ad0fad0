"""Live panels of the molecular level, one file a panel."""
