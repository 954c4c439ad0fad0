"""Pictures of the journey."""
