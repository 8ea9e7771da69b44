"""What a page declares and shows of its article → title, deck, credit, language and the rest of its metadata."""
