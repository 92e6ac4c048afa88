"""The pages about partnerships and collaborations."""
