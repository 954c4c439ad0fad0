"""Live panels of routes and forms, one file a panel."""
