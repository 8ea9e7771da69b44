"""The pictures that readings refer to → pictures ready for a book, from the store where nothing changed."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from pipeline.build.executor import map_over
from pipeline.build.inputs import fingerprint
from pipeline.build.pages import Plan, archived
from pipeline.build.places import local_file
from pipeline.build.tasks import (
    PictureResult,
    PictureTask,
    ReadTask,
    blob_path,
    holds_its_pictures,
    inline_bytes,
    open_saved,
    prepare_picture,
)
from pipeline.build.workshop import Workshop
from pipeline.codec import digest, from_json, to_json
from pipeline.findings import Finding, find
from pipeline.images import LIMITS
from pipeline.model import Picture, Reading


if TYPE_CHECKING:
    from pipeline.saved import Resources

_IMAGE = re.compile(r'<img\b[^>]*?\bsrc="([^"]*)"')


@dataclass(slots=True)
class Ready:
    """An article's pictures: by reference, where each is streamed from, what is to be told."""

    pictures: dict[str, Picture] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


Gallery = Mapping[
    str, Mapping[str, tuple[PictureTask, PictureResult]]
]  # key of a reading → reference → picture


def hang(shop: Workshop, plans: Sequence[Plan], readings: Mapping[str, Reading]) -> Gallery:
    """Make all pictures ready that some entries' readings refer to."""
    walls = {
        plan.reading: _tasks(shop, plan, readings[plan.reading]) for plan in plans if plan.task is not None
    }
    keys = {wall: _key(tasks) for wall, tasks in walls.items() if tasks}
    results = {wall: kept for wall, key in keys.items() if (kept := _kept(shop, key, walls[wall]))}
    stale = [(wall, task) for wall in keys if wall not in results for task in walls[wall].values()]
    tasks = [task for _, task in stale]
    weight = sum(map(_weight, tasks))
    made = map_over(shop.executor, shop.jobs, prepare_picture, tasks, weight=weight)
    fresh: dict[str, list[PictureResult]] = {}
    for done, ((wall, task), result) in enumerate(zip(stale, made, strict=True), start=1):
        fresh.setdefault(wall, []).append(result)
        shop.progress(done, len(stale), task.where)
    for wall, prepared in fresh.items():
        # To look at others again costs no more than to look them up; a large one was made smaller, if only to try.
        if any(result.changed or result.size_bytes > LIMITS.target_bytes for result in prepared):
            shop.store.put(keys[wall], to_json(prepared).encode())
        results[wall] = tuple(prepared)
    return {
        wall: {
            ref: (task, result)
            for (ref, task), result in zip(walls[wall].items(), results[wall], strict=True)
        }
        for wall in keys
    }


def of_article(plan: Plan, reading: Reading, gallery: Gallery) -> Ready:
    """Gather one article's pictures; each that is missing is told."""
    ready = Ready()
    alternatives = dict(plan.issue.alt)
    wall = gallery.get(plan.reading, {})
    for ref in refs_in(reading.body):
        if ref not in wall:
            ready.findings.append(find("CMP-008", plan.where, ref=ref[:200]))
            continue
        task, result = wall[ref]
        ready.findings.extend(result.findings)
        if not result.name:
            continue
        names = (ref, task.where.rpartition("/")[2], task.where)
        alt = next((alternatives[name] for name in names if name in alternatives), None)
        size = (result.width, result.height, result.size_bytes)
        ready.pictures[ref] = Picture(ref, result.name, result.media_type, *size, alt)
        ready.sources[result.name] = str(blob_path(task.blob, result.name) if result.changed else task.path)
    return ready


def _weight(task: PictureTask) -> float:
    """Guess what a picture costs, in pages read: one that is too heavy for a book is decoded, others looked at."""
    if task.visit is not None:
        size = task.visit.content.length
    elif task.path is not None and task.resource is None:
        size = os.stat(task.path).st_size  # noqa: PTH116  # a build asks hundreds
    else:
        size = 0
    return 20 if size > LIMITS.target_bytes else 0.05


def refs_in(body: str) -> list[str]:
    """List the pictures that a body refers to, each once."""
    return list(dict.fromkeys(unescape(ref) for ref in _IMAGE.findall(body)))


def _tasks(shop: Workshop, plan: Plan, reading: Reading) -> dict[str, PictureTask]:
    assert plan.task is not None
    held = _held(plan.task)
    found = {ref: _task(shop, ref, plan, reading, held) for ref in refs_in(reading.body)}
    return {ref: picture for ref, picture in found.items() if picture is not None}


def _held(task: ReadTask) -> Resources | None:
    """Open what lies inside the page's own file, where it is one that holds its pictures."""
    first = task.pages[0]
    if first.visit is not None or not holds_its_pictures(first.path):
        return None
    return open_saved(first).resources


def _task(
    shop: Workshop, ref: str, plan: Plan, reading: Reading, held: Resources | None
) -> PictureTask | None:
    assert plan.task is not None
    blobs = str(shop.store.root / "blobs")
    first = plan.task.pages[0]
    if ref.startswith("data:"):
        where = f"{first.name}: {ref[:40]}…"
        return PictureTask(None, digest(ref), where, blobs, ref) if inline_bytes(ref) else None
    if first.visit is not None:
        base = first.visit.final_url
        source = archived(shop, plan.issue, urljoin(base, ref))
        return (
            PictureTask(source.path, source.sha256, source.name, blobs, visit=source.visit)
            if source
            else None
        )
    if held is not None and (resource := held.find(ref)) is not None:
        where = f"{first.name}: {ref[:120]}"
        return PictureTask(first.path, digest(first.sha256, ref), where, blobs, resource=resource)
    for page in plan.task.pages:
        name = local_file(shop.hashes, ref, page.name, page.url or reading.credit.url)
        if name is not None:
            return PictureTask(str(shop.home.root / name), shop.hashes[name], name, blobs)
    return None


def _key(tasks: Mapping[str, PictureTask]) -> str:
    """Name an article's pictures: one entry of the store holds them all."""
    return digest(fingerprint("images"), "prepare", [(task.sha256, task.where) for task in tasks.values()])


def _kept(shop: Workshop, key: str, tasks: Mapping[str, PictureTask]) -> tuple[PictureResult, ...] | None:
    kept = shop.store.get(key)
    if kept is None:
        return None
    results = from_json(tuple[PictureResult, ...], kept)
    whole = all(
        blob_path(task.blob, result.name).is_file()
        for task, result in zip(tasks.values(), results, strict=True)
        if result.changed
    )
    return results if whole else None
