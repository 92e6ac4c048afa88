"""A kit that knows no noun of the domain: errors, database, forms, mail, API plumbing."""
