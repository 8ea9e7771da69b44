"""Publication and style → the files of a book: pages, contents, metadata, cover."""
