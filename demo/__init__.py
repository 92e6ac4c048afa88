"""A whole Causeway on one machine: its services, an imagined England, and people to sign in as."""
