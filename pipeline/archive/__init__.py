"""Exchanges with the web in, WARC files that outlive the sites out; and Snapshots back from them."""

from pipeline.archive.archive import Archive, open_archive
from pipeline.archive.errors import ArchiveError
from pipeline.archive.load import load_snapshot, page_of
from pipeline.archive.values import Exchange, Hop, Visit


__all__ = ["Archive", "ArchiveError", "Exchange", "Hop", "Visit", "load_snapshot", "open_archive", "page_of"]
