"""How published tables of figures are read. Nothing here writes."""
