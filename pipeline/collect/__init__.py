"""Outlets' feeds, sitemaps and list pages → the articles an issue may take; the network is a function it is given."""
