"""A page that a browser or another tool has saved → the page, and what it shows, by address."""

from pipeline.saved.html import companions
from pipeline.saved.load import SUFFIXES, is_saved, load_saved
from pipeline.saved.values import Resource, Resources, Saved


__all__ = ["SUFFIXES", "Resource", "Resources", "Saved", "companions", "is_saved", "load_saved"]
