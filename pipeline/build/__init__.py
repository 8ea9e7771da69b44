"""A home and targets → planned stages, made books, a report."""
