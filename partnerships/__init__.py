"""What institutions agree with one another and what they did together."""
