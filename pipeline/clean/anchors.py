"""Keep an id only where a link leads to it, on an element that stays, under a name XML allows."""

from __future__ import annotations

from urllib.parse import unquote

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context, count_letters
from pipeline.markup.vocabulary import NAME


LASTING = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd", "aside"})

MARK = 4  # letters of a note's number


def anchors(_root: Tag, context: Context) -> None:
    """Settle places and the links that lead to them."""
    places = _places(context)
    wanted: dict[str, Tag] = {}
    refs = context.references()
    for link in refs:
        place = places.get(_name(link)) or places.get(unquote(_name(link)))
        target = _lasting(place) if place is not None else None
        if target is None:
            context.lose_link(link, "anchors")
        else:
            wanted[_name(link)] = target
    names = _give_names(context, wanted)
    for link in refs:
        if "href" in link.attrs:
            link.attrs["href"] = f"#{names[id(wanted[_name(link)])]}"
    for link in context.tags("a"):
        if "href" not in link.attrs:
            context.unwrap(link, "anchors")


def _name(link: Tag) -> str:
    return str(link.attrs["href"])[1:]


def _places(context: Context) -> dict[str, Tag]:
    found: dict[str, Tag] = {}
    for key in ("id", "name"):
        for tag in context.bearing(key):
            if tag.name == "a" or key == "id":
                found.setdefault(str(tag.attrs[key]), tag)
    return found


def _lasting(place: Tag) -> Tag | None:
    """Return the element that will bear the id: the place, what it stands in, or what it begins with."""
    for tag in (place, *place.parents):
        if tag.name in LASTING:
            return tag
        if tag is not place and tag.name in ("div", "body"):
            break
    within = next((tag for tag in tree.descend(place) if tag.name in LASTING), None)
    return within or _behind(place)


def _behind(place: Tag) -> Tag | None:
    """Return what a number or an empty mark, alone at the start of a box, stands before."""
    box = place.parent
    if box is None or box.parent is None or count_letters(tree.text_of(place)) > MARK:
        return None
    before = [node for node in box.contents if isinstance(node, Tag) or str(node).strip()]
    if not before or before[0] is not place:
        return None
    return next((tag for tag in tree.descend(box) if tag.name in LASTING), None)


def _give_names(context: Context, wanted: dict[str, Tag]) -> dict[int, str]:
    """Name each target once; a name XML does not allow becomes a numbered one."""
    for tag in context.bearing("id"):
        del tag.attrs["id"]
    names: dict[int, str] = {}
    taken: set[str] = {name for name in wanted if NAME.fullmatch(name)}
    for told, tag in wanted.items():
        if id(tag) in names:
            continue
        name = told
        if not NAME.fullmatch(name):
            name = next(
                made
                for number in range(1, len(wanted) + len(taken) + 2)
                if (made := f"place-{number}") not in taken
            )
            taken.add(name)
        names[id(tag)] = name
        context.set_id(tag, name)
    return names
