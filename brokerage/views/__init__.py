"""Pages about offers, requests and introductions."""
