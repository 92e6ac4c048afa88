"""What the pages of the ground ask."""
