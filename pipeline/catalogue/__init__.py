"""What lies on a shelf, as values → records, feeds and pages about it, as bytes."""
