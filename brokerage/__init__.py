"""Offers, requests, the engine that ranks them and the introductions it leads to."""
