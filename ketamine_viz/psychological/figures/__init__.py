"""Pictures of the psychological level."""
