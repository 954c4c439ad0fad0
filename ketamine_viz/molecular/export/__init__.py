"""The cascade in the formats of other tools; what needs an extra says which."""
