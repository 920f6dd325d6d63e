"""How long builds take, beside others of the same records."""
