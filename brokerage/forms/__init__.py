"""What is asked about offers and introductions, and in which words."""
