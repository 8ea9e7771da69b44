"""A language → the words of a new home: its files' comments, and a first article that says what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


FOLDER = Path(__file__).with_name("first_issue_words")  # a file a language
PERIODICAL = """\
# {about}
key: {{key}}
#    {key}
title: {{title}}
language: {{language}}
direction: {{direction}}                 # ltr, rtl, vertical-rl
publisher: {{publisher}}
# ears: [a, b]                 # {ears}
# contact: desk@magazine.example
#          {contact}
namespace: {{namespace}}
#          {namespace}
numbering: {{{{first_year: {{year}}, first_whole_number: 1}}}}
frequency: monthly             # monthly, semimonthly, weekly, quarterly, every 10 days
style: classic                 # classic, modern, pattern, plain
"""
OUTLET = """\
# {outlet}
name: Example News
hosts: [news.example, "*.news.example"]
# {select}
select:
  title: h1
  body: "article, .content"
  date: time
drop: [.share, .related]
# {collect}
# collect:
#   feed: https://news.example/rss.xml
#   match: [a, b]
#   limit: 10
"""
ISSUE = """\
# {issue}
number: 1
date: {{month}}
articles:
  - file: 01.txt
    title: {{title}}
{{own}}    credit: {{{{outlet: {{outlet}}, published: {{day}}}}}}
"""


@dataclass(frozen=True, slots=True)
class Words:
    """What a new home says, in one language."""

    language: str
    title: str  # of a periodical without one
    article: str
    text: str
    comments: dict[str, str]

    def form(self, template: str) -> str:
        """Put the comments into a file's template; its values are filled in later."""
        return template.format(**self.comments)


def words_of(language: str) -> Words:
    """Return the words that serve a language best; English where there are none."""
    from pipeline.assets import load_yaml
    from pipeline.terms import fold

    key = fold(language)
    return Words(key, **load_yaml(FOLDER / f"{key}.yaml"))
