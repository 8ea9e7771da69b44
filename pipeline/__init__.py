"""presswork: articles of a periodical in, EPUB issues and yearly volumes out."""

__version__ = "0.1.0"
