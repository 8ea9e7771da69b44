"""A face's nameplate, folio and date → blocks, in the forms that every layout shares."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from pipeline.patterns import lazy
from pipeline.render.cover.block import Block, Box, Style, fit_block, shape_galley
from pipeline.render.cover.breaking import wide_characters
from pipeline.render.cover.typecase import Typecase


YEAR = lazy(r"(?<!\d)\d{4}(?!\d)")
Align = Literal["start", "middle", "end"]


def fit_nameplate(case: Typecase, text: str, style: Style, area: Box) -> Block:
    """Set a nameplate in one line where it can be large, else in more; cut it as a last resort."""
    cleaned = case.clean(text)
    wide = sum(wide_characters(cleaned, case.language))
    is_wide = wide * 2 > len(cleaned)
    spread = {2: 0.36, 3: 0.24, 4: 0.14, 5: 0.08} if style.align == "middle" else {}
    tracking = spread.get(len(cleaned), 0.03) if is_wide else -0.005
    one_line_from = 86.0 if is_wide else 124.0
    attempts = (
        replace(style, tracking=tracking, smallest=one_line_from, lines=1),
        replace(style, tracking=min(tracking, 0.06), smallest=84.0, lines=2),
        replace(style, tracking=0.0, smallest=60.0, lines=3),
        replace(style, tracking=0.0, smallest=30.0, lines=4),
    )
    for attempt in attempts:
        block = fit_block(case, "nameplate", cleaned, attempt, area)
        if not block.is_cut:
            break
    return block


def flush(block: Block, *, is_rtl: bool = False) -> Block:
    """Move a block so that its ink, not its em, begins at the area's edge."""
    shift = block.ink.right - block.area.right if is_rtl else block.ink.x - block.area.x
    glyphs = tuple(replace(placed, x=placed.x - shift) for placed in block.glyphs)
    return replace(block, glyphs=glyphs, ink=replace(block.ink, x=block.ink.x - shift))


def fit_row(
    case: Typecase, parts: tuple[tuple[str, str], ...], style: Style, area: Box, gap: float
) -> tuple[Block, ...]:
    """Set one or two named texts in one line, as a group; smaller until they fit, cut as a last resort."""
    texts = [(name, cleaned) for name, text in parts if (cleaned := case.clean(text))]
    if not texts:
        return ()
    galleys = [shape_galley(case, text, style) for _name, text in texts]
    widths = [sum(g.advances) + 2 * g.overhang + 0.02 for g in galleys]
    room = area.width - gap * (len(texts) - 1)
    size = min(style.largest, room / sum(widths), area.height / max(g.ascent + g.descent for g in galleys))
    size = max(size, style.smallest)
    shares = [min(width * size, room * width / sum(widths)) for width in widths]
    free = area.width - sum(shares) - gap * (len(texts) - 1)
    x = area.x + free * {"start": 0.0, "middle": 0.5, "end": 1.0}[style.align]
    blocks = []
    exact = replace(style, largest=size, smallest=size, lines=1, valign="middle", align="middle")
    for (name, text), share in zip(texts, shares, strict=True):
        blocks.append(fit_block(case, name, text, exact, Box(x, area.y, share, area.height)))
        x += share + gap
    return tuple(blocks)


def year_of(*texts: str) -> str:
    """Return the first year of four digits in the texts, or nothing."""
    found = (match for text in texts for match in YEAR.finditer(text))
    return next((match.group() for match in found), "")
