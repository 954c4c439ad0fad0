"""Pictures of the molecular level."""
