"""Published books → the subscribers' mail, and copies to other places, each once."""
