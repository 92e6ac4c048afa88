"""The ground: institutions, areas, who belongs to them and who answers for them."""
