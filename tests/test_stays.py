"""What looks like the site's and belongs to an article: hidden parts, references, cards, prompts that somebody said."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from test_generic import REST, SAID, SHOWN, reading_of

from pipeline.markup import paragraphs


STAYS = {
    "hidden sections": "".join(
        f"<section class='reveal hidden s{n}'><h2>Part {n}</h2><p>{line}</p></section>"
        for n, line in enumerate(SAID)
    ),
    "hidden slides": f"<p>{SAID[0]}</p>"
    + "".join(
        f"<div class='slide hidden'><img src={n}.jpg><p>{line}</p></div>" for n, line in enumerate(SAID[1:])
    ),
    "references": SHOWN
    + "<section><h2>References</h2><ol>"
    + "".join(
        f"<li>Smith, J. ({line[:20]}). <a href=https://s{n}.example>On walls, {n}</a>. {line}</li>"
        for n, line in enumerate(SAID)
    )
    + "</ol></section>",
    "links below sources": SHOWN
    + REST
    + "<h2>References</h2><ol>"
    + "".join(f"<li><a href=https://s{n}.example>The papers of the wall, part {n}</a></li>" for n in range(5))
    + "</ol>",
    "ingredients": SHOWN
    + "<div><h2>Ingredients</h2><ul>"
    + "".join(f"<li>100 g <a href=/i{n}>plain flour</a>, sifted. {line}</li>" for n, line in enumerate(SAID))
    + "</ul></div>",
    "ways": SHOWN
    + f"<h2>Getting there</h2><p>{SAID[6]} The upper hut can be reached on foot.</p><p>{SAID[7]} The island can be reached via ferry.</p>",
    "wishes": SHOWN
    + f"<p>{SAID[6]} I would like to read more from this writer.</p><p>{SAID[7]} Everyone is on Twitter now.</p>",
    "column": f"<div class=left-col><p>{SAID[0]}</p><p>{SAID[1]}</p><p>{SAID[2]}</p></div><div class=right-col>"
    + "".join(f"<p>In May 194{n} it was rebuilt. {line}</p>" for n, line in enumerate(SAID[3:]))
    + "</div>",
    "films": SHOWN
    + "".join(
        f"<div class=film><h3><a href=https://f.example/{n}>The quiet harbour, {n}</a></h3><p>In cinemas from {n} June 2024. {line}</p></div>"
        for n, line in enumerate(SAID, 1)
    )
    + f"<p>{SAID[6]}</p><p>{SAID[7]}</p>",
    "table": SHOWN
    + "<table class=scoreboard><tr><th>Side</th><th>Said</th></tr>"
    + "".join(f"<tr><td>{n}</td><td>{line}</td></tr>" for n, line in enumerate(SAID[6:]))
    + "</table>",
    "stories": SHOWN
    + "<section class='top-stories-of-war'>"
    + "".join(f"<p>{line}</p>" for line in SAID[6:])
    + "</section>",
    "diary": f"<h5>Monday 3 June 2019</h5><p>{SAID[0]}</p><h5>Tuesday 4 June 2019</h5>"
    + "".join(f"<p>{line}</p>" for line in SAID[1:]),
    "standfirst": "<p>Published in June 2020, it was soon out of print. Now it is back</p>"
    + "".join(f"<p>{line}</p>" for line in SAID),
}


def amid(items: Iterable[str]) -> str:
    """Put items into a box of their own between the parts of a text."""
    parts = ["".join(f"<p>{line}</p>" for line in part) for part in (SAID[:6], SAID[6:])]
    return f"<div class=text>{parts[0]}</div><div>{''.join(items)}</div>{parts[1]}"


STAYS |= {
    "answers": "".join(
        f"<div class=accordion><h3>What of {n}?</h3><div class=hidden><p>{line}</p></div></div>"
        for n, line in enumerate(SAID)
    ),
    "steps first": "<h2>Ingredients</h2><ul>"
    + "".join(f"<li>100 g <a href=/i{n}>plain flour {n}</a>, sifted</li>" for n in range(3))
    + "</ul>"
    + "".join(f"<p>{line}</p>" for line in SAID),
    "books of one shop": amid(
        f"<h4><a href=https://shop.example/{n}>A book of walls and bridges, {n}</a></h4><p>It tells of them all.</p>"
        for n in range(3)
    ),
    "sources": amid(
        ["<h4><a href=/own>What we said of it before</a></h4><p>It was not much.</p>"]
        + [
            f"<h4><a href=https://s{n}.example/>The papers of the wall, part {n}</a></h4><p>It tells of them all.</p>"
            for n in range(3)
        ]
    ),
    "said": SHOWN + f"<p>{SAID[6]}</p><p>“Follow me on X: @harbour,” she said. {SAID[7]}</p>",
    "a slide or two": "".join(f"<p>{line}</p>" for line in SAID[:6])
    + "".join(f"<div class='hidden'><img src={n}.jpg><p>{line}</p></div>" for n, line in enumerate(SAID[6:])),
}
TOLD = {
    "diary": "Monday 3 June 2019",
    "standfirst": "Published in June 2020",
    "references": "On walls, 7",
    "links below sources": "The papers of the wall, part 0",
    "ingredients": "plain flour",
    "steps first": "plain flour 2",
    "books of one shop": "bridges, 2",
    "sources": "part 2",
    "films": "The quiet harbour, 8",
}


@pytest.mark.parametrize("name", STAYS)
def test_what_belongs_to_an_article_stays(name):
    page = f"<h1>The old bridge</h1><article>{STAYS[name]}</article>"
    read = " ".join(paragraphs(reading_of(page).body))
    assert [line for line in SAID if line not in read] == []
    assert TOLD.get(name, "") in read
