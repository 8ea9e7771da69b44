"""Shapes and blocks of glyphs → the bytes of an SVG that holds only paths and plain shapes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from pipeline.render.cover.block import Block, Box
from pipeline.render.cover.typecase import Typecase


NAMESPACE = "http://www.w3.org/2000/svg"
WIDTH, HEIGHT = 1200, 1600
Value = str | float


@dataclass(frozen=True, slots=True)
class Shape:
    """An SVG element; underscores in attribute names stand for hyphens."""

    tag: str
    attributes: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A cover before it is drawn: shapes at the back, texts before them."""

    shapes: tuple[Shape, ...]
    blocks: tuple[Block, ...]
    is_mirrored: bool = False  # its shapes are drawn as in a mirror; the blocks have been moved


def shape(tag: str, **attributes: Value) -> Shape:
    """Make a shape."""
    return Shape(tag, tuple(attributes.items()))


def rectangle(box: Box, **attributes: Value) -> Shape:
    """Make a rectangle."""
    return shape("rect", x=box.x, y=box.y, width=box.width, height=box.height, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: Value) -> Shape:
    """Make a straight line."""
    return shape("path", d=f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", fill="none", **attributes)


def number(value: float) -> str:
    """Write a number with two decimals at most, the same on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def mirrored(sheet: Sheet) -> Sheet:
    """Turn a sheet about its middle; the letters stay as they are."""
    return Sheet(sheet.shapes, tuple(_moved(block) for block in sheet.blocks), is_mirrored=True)


def _moved(block: Block) -> Block:
    area, ink = block.area, block.ink
    shift = WIDTH - area.right - area.x
    glyphs = tuple(replace(placed, x=placed.x + shift) for placed in block.glyphs)
    return replace(
        block, area=replace(area, x=area.x + shift), ink=replace(ink, x=ink.x + shift), glyphs=glyphs
    )


def svg_bytes(sheet: Sheet, case: Typecase) -> bytes:
    """Write a sheet as SVG."""
    root = etree.Element(
        "svg",
        {
            "xmlns": NAMESPACE,
            "width": str(WIDTH),
            "height": str(HEIGHT),
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
        },
    )
    back = root
    if sheet.is_mirrored:
        back = etree.SubElement(root, "g", {"transform": f"matrix(-1 0 0 1 {WIDTH} 0)"})
    for part in sheet.shapes:
        _append(back, part)
    for block in sheet.blocks:
        _append_block(root, block, case)
    return bytes(etree.tostring(root))


def _append(parent: etree._Element, part: Shape) -> None:
    attributes = {
        key.replace("_", "-"): value if isinstance(value, str) else number(value)
        for key, value in part.attributes
    }
    etree.SubElement(parent, part.tag, attributes)


def _append_block(parent: etree._Element, block: Block, case: Typecase) -> None:
    group = etree.SubElement(parent, "g", {"fill": block.colour})
    if block.turned:
        x, y = block.area.x + block.area.width / 2, block.area.y + block.area.height / 2
        group.set("transform", f"rotate(90 {number(x)} {number(y)})")
    scale = f"{block.size / 1000:.5f}"
    for placed in block.glyphs:
        outline = case.outline(placed.glyph, block.weight)
        if outline:
            move = f"matrix({scale} 0 0 -{scale} {number(placed.x)} {number(placed.y)})"
            etree.SubElement(group, "path", {"d": outline, "transform": move})
