"""Pictures of routes and forms, one file a picture."""
