"""Questions about offers and introductions that need more than a filter."""
