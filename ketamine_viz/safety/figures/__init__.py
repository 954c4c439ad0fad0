"""Pictures of safety and practice."""
