"""Mark questions and answers: 问/答, Q/A, 记者 and whom they ask, or bold questions."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.blocks import block_list, is_bold, line_of
from pipeline.clean.context import Context
from pipeline.patterns import lazy


ASKS = frozenset(
    "问 問 提问 提問 问题 網友問 记者 記者 主持人 主持 网友 網友 采访者 質問 司会 記者団 문 기자 사회자 질문 "  # noqa: SIM905
    "q question interviewer host moderator reporter frage interviewerin moderatorin pregunta entrevistador "
    "periodista вопрос корреспондент ведущий ведущая journaliste pergunta repórter".split()
)
ANSWERS = frozenset(
    "答 回答 答复 答复人 답 답변 a answer antwort respuesta réponse ответ resposta".split()  # noqa: SIM905
)
_LABEL = lazy(
    r"[【\[（(]?\s?(?P<name>[^\s：:。，,.!?！？（）()\[\]【】“”\"0-9][^：:。，,.!?！？（）()\[\]【】“”\"0-9]{0,15}?)\s?\d{0,3}"
    r"\s?[】\])）]?(?:\s?[（(][^（）()]{1,20}[）)])?(?:\s?[：:]|(?<=[】\]])|(?<=[QA])\.)"
)
_ASKED = lazy("[?？][”’」』]?$")
LEAST_BOLD = 3  # bold questions without a label


def interviews(root: Tag, context: Context) -> None:
    """Give questions and answers their classes."""
    texts = [tag for tag in block_list(root) if tag.name == "p"]
    labels = {id(tag): label for tag in texts if (label := _label(tree.text_of(tag)))}
    names = Counter(labels.values())
    asks = {name for name in names if name in ASKS}
    answers = {name for name in names if name in ANSWERS}
    if not answers and asks and sum(names[name] for name in asks) > 1:
        answers = {name for name, times in names.items() if times > 1 and name not in asks}
    if asks and answers:
        for tag in texts:
            label = labels.get(id(tag), "")
            if label in asks or label in answers:
                _mark(tag, "question" if label in asks else "answer", context)
    else:
        _mark_bold(texts, context)


def _label(line: str) -> str:
    """Return who speaks in a line, by the label before its colon."""
    head = " ".join(line[:60].split())[:48]
    if "：" not in head and ":" not in head and head[:1] not in "【[(（QA":
        return ""
    match = _LABEL.match(head)
    return match["name"].strip().lower() if match else ""


def _mark_bold(texts: list[Tag], context: Context) -> None:
    """Mark bold paragraphs that ask, where several do and each is answered."""
    found = [
        tag
        for tag, below in pairwise(texts)
        if is_bold(tag) and _ASKED.search(line_of(tag)) and not is_bold(below)
    ]
    if len(found) < LEAST_BOLD:
        return
    for tag in found:
        for strong in [inner for inner in tree.descend(tag) if inner.name == "strong"]:
            tree.unwrap(strong)
        _mark(tag, "question", context)


def _mark(tag: Tag, name: str, context: Context) -> None:
    if tag.attrs.get("class") != name:
        tag.attrs["class"] = name
        context.changes += 1
