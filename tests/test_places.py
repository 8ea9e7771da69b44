"""References of saved pages find their files in the home, and never leave it."""

from __future__ import annotations

import pytest

from pipeline.build.places import local_file


FILES = {"s/01.html", "s/p.jpg", "s/01_files/a b.jpg", "s/图.png", "s/img/q.jpg", "periodical.yaml"}
PAGE = "s/01.html"
BASE = "https://n.example/2021/a.html"


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("p.jpg", "s/p.jpg"),
        ("./p.jpg", "s/p.jpg"),
        ("01_files/a%20b.jpg", "s/01_files/a b.jpg"),
        ("%E5%9B%BE.png", "s/图.png"),
        ("图.png", "s/图.png"),
        ("p.jpg?w=300", "s/p.jpg"),
        ("p.jpg#x", "s/p.jpg"),
        ("/p.jpg", "s/p.jpg"),
        ("https://n.example/2021/img/q.jpg", "s/img/q.jpg"),
        ("https://cdn.example/deep/er/p.jpg", "s/p.jpg"),
        ("https://n.example/2021/absent.jpg", None),
        ("//cdn.example/p.jpg", None),
        ("../periodical.yaml", "periodical.yaml"),
        ("../../../../periodical.yaml", "periodical.yaml"),
        ("", None),
        ("javascript:void(0)", None),
        ("https://[bad/p.jpg", None),
    ],
)
def test_a_reference_leads_to_its_file(reference: str, found: str | None) -> None:
    assert local_file(FILES, reference, PAGE, BASE) == found
