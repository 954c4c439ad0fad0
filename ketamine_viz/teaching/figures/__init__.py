"""Pictures of the teaching part."""
