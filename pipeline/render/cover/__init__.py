"""A face, a theme and font bytes → a cover picture, drawn where there are no fonts."""

from pipeline.render.cover.draw import Cover, cover_findings, draw_cover
from pipeline.render.cover.theme import THEMES, Theme, theme_from
from pipeline.render.cover.typecase import font_file_name


__all__ = ["THEMES", "Cover", "Theme", "cover_findings", "draw_cover", "font_file_name", "theme_from"]
