"""A finished book → findings: EPUBCheck, DAISY Ace, and our own rules."""
