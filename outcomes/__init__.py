"""What came of it: coverage and measures."""
