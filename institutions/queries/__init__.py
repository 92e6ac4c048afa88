"""Questions about the ground that need more than a filter."""
