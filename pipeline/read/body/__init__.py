"""A page's tree → the elements that hold the body of its article, with what is not its own cut out."""
