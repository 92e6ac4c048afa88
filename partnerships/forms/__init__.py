"""What is asked about partnerships and collaborations."""
