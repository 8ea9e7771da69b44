"""A tree → its runs of text in reading order, each with what tells prose from furniture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.patterns import lazy
from pipeline.read.tree import UNSEEN, Element


BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dir div dl dt fieldset figcaption "  # noqa: SIM905
    "figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul".split()
)
MARKS = lazy("[,，。、；;：！!？?.…”،؛؟۔।॥։።]")
WESTERN_WEIGHT = 0.4  # a Latin letter says about as much as two fifths of a Chinese character
_HAN = lazy("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]")


@dataclass(slots=True)
class Block:
    """A run of text: what holds it, its weight, the share within links, its marks, how much prose it is."""

    holder: Element
    text: str
    weight: float
    linked: float
    marks: int
    score: float


def blocks(root: Element) -> Iterator[Block]:
    """Yield the runs of text below an element, broken at every block and every br."""
    run: list[str] = []
    linked: list[str] = []
    depth = 0  # of links
    holders = [root]
    stack: list[tuple[Element, int]] = [(root, 0)]
    while stack:
        node, state = stack.pop()
        tag = node.tag
        is_block = tag in BLOCKS
        if state == 0:
            if is_block and node is not root:
                if run and (made := _block(holders[-1], run, linked)) is not None:
                    yield made
                run, linked = [], []
            stack.append((node, 1))
            if isinstance(tag, str) and tag not in UNSEEN:
                holders.append(node if is_block and tag != "br" else holders[-1])
                depth += tag == "a"
                if node.text:
                    run.append(node.text)
                    if depth:
                        linked.append(node.text)
                stack.extend((child, 0) for child in reversed(node))
            else:
                holders.append(holders[-1])
            continue
        if is_block or node is root:
            if run and (made := _block(holders[-1], run, linked)) is not None:
                yield made
            run, linked = [], []
        holders.pop()
        depth -= tag == "a"
        if node is not root and node.tail:
            run.append(node.tail)
            if depth:
                linked.append(node.tail)


def _block(holder: Element, run: list[str], linked: list[str]) -> Block | None:
    words = "".join(run).split()
    if not words:
        return None
    text = " ".join(words)
    share = _letters("".join(linked).split()) / _letters(words) if linked else 0.0
    weight, marks = weigh(text), len(MARKS.findall(text))
    is_prose = share < 0.5 and (weight >= 25 or (weight >= 8 and marks > 0))
    return Block(
        holder,
        text,
        weight,
        share,
        marks,
        (1 + min(weight, 300) / 20 + marks * 0.5) * (1 - share) if is_prose else 0.0,
    )


def _letters(words: list[str]) -> int:
    """Count what is seen: the indents of a page's source lie between its links, not within them."""
    return sum(map(len, words))


def weigh(text: str) -> float:
    """Return how much a text says, counted in Chinese characters."""
    if text.isascii():
        return len(text) * WESTERN_WEIGHT
    han = len(_HAN.findall(text))
    return han + (len(text) - han) * WESTERN_WEIGHT
