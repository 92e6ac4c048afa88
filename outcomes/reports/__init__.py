"""Reading that needs SQL: one module per report."""
