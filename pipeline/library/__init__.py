"""The shelf for readers and librarians: made, served, bagged and proved."""
