"""Pictures of the network level."""
