"""Articles of an issue or a year → a Publication."""
