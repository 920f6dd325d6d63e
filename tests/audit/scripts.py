"""Promise 1: no script of a record runs. Every payload stands in every field; a real browser opens the pages, with and without their policy."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from urllib.parse import quote

from minutebook.shell.site import build_site

from .browser import Reader, browsing, paths_of, serving, stripped
from .figures import Result, some
from .hostilebook import DAY, RECORDS, book, write
from .payloads import payloads

PROMISE = "No script in a record runs"
SENTENCE = (
    "{executed} of {payloads} payloads ran, each in {fields} places of records of every kind, on {visited} pages that Chromium loaded without "
    "their policy, {served} of them again with it, and {parsed} more that it parsed: {nodes} nodes, {elsewhere} requests to other hosts and "
    "{refused} violations of the policy were theirs. Put into a bare page as they are, {armed} of them run"
)

_MARKDOWN = (
    "[a](b.md) *b* **c** `d` ~~e~~ https://x.example/ ![f](g.png)\n\n- h\n\n1. i\n\n> j\n\n| k | l |\n|-|-:|\n| m | n |\n\n```\no\n```\n\n---\n\n"
    "# P\n\n## Q\n\n### R\n\n#### S\n\n##### T\n\n###### U\n\n:::\n\n[v](w.md 'x') [y](https://z.example/ 'a') <b@c.example>\n"
)
PLAIN = [
    "Plain words",
    _MARKDOWN,
    "x@y.example https://x.example/a?b=c#d",
    *(f"Plain words {number}" for number in range(9)),
]
GROUP, BATCH = 8, 15
"""So many payloads together in each field, so many groups in one book."""
OPENED = (
    "a{n}/", "c{n}/", "c{n}/proposals/water/", "c{n}/proposals/mill/", "a{n}/mandates/spring/", "a{n}/minutes/2026-03-02/",
    "c{n}/minutes/2026-03-20/", "a{n}/notices/2026-12-01/", "a{n}/reports/first/", "a{n}/embed.html", "c{n}/proposals/water/embed.html",
)  # fmt: skip
"""The pages that are loaded for every payload; all others are parsed, and of every batch those of one payload are loaded."""

ASK = """async (text) => {
  const form = document.querySelector('form[data-search]'), list = document.getElementById(form.elements.q.getAttribute('aria-controls'));
  form.elements.q.value = text;
  form.requestSubmit();
  const until = performance.now() + 15000;
  for (let calm = 0, before = ''; calm < 3 && performance.now() < until;) {
    await new Promise((done) => setTimeout(done, 20));
    calm = list.children.length && before === list.innerHTML ? calm + 1 : 0;
    before = list.innerHTML;
  }
  return list.children.length;
}"""

HANDLERS = (
    """() => [...document.querySelectorAll('main *')].flatMap((one) => one.getAttributeNames()).filter((one) => one.startsWith('on'))"""
)

FEEDS = """async (paths) => {
  const strange = [];
  const show = (path, html) => {
    const one = document.body.appendChild(document.createElement('div'));
    one.innerHTML = html;
    if (one.querySelector('*')) strange.push([path, [one.firstElementChild.outerHTML.slice(0, 80)]]);
    one.remove();
  };
  for (const path of paths) {
    const text = await (await fetch(path)).text();
    const feed = new DOMParser().parseFromString(text, 'text/xml');
    if (feed.querySelector('parsererror')) strange.push([path, ['is no XML']]);
    for (const one of feed.querySelectorAll('title, subtitle, summary, content, name, rights')) {
      if (!['text', null].includes(one.getAttribute('type'))) strange.push([path, ['is not said to be plain text']]);
      show(path, one.innerHTML);
    }
  }
  return strange;
}"""
"""A careless reader of feeds: it puts what stands in them into a page as HTML."""

RAW = {
    "text": "{}",
    "an attribute": '<input value="{}">',
    "an address": '<a href="{}">x</a>',
    "a script": "<script>var x = '{}'</script>",
}
TOUCH = """async (path) => {
  const frame = document.body.appendChild(document.createElement('iframe'));
  const before = notes.ran.length;
  await new Promise((done) => { frame.onload = done; setTimeout(done, 1500); frame.src = path; });
  try {
    const page = frame.contentDocument;
    for (const one of [...page.querySelectorAll('*')].slice(0, 200)) {
      for (const { name } of [...one.attributes]) {
        if (name.startsWith('on')) { try { one.dispatchEvent(new Event(name.slice(2), { bubbles: true })); } catch { /* goes on */ } }
      }
      if (/^[\\s\\S]{0,9}j[\\s\\S]*t\\s*:/i.test(one.getAttribute('href') || '') && one.click) one.click();
    }
    await new Promise((done) => setTimeout(done, 15));
  } catch { /* it left the page */ }
  frame.remove();
  return notes.ran.length > before;
}"""


def measure(part: float) -> Result:
    """Open the pages of some part of all payloads."""
    result = Result(
        dict.fromkeys(("executed", "payloads", "fields", "visited", "served", "parsed", "nodes", "elsewhere", "refused", "armed"), 0)
    )
    texts = some(payloads(), part)
    result.counts |= {"payloads": len(texts), "fields": sum(one.count("«") + one.count("‹") for one in RECORDS.values())}
    with tempfile.TemporaryDirectory() as scrap:
        site = _built(Path(scrap), [[text] for text in (PLAIN if part > 0.01 else PLAIN[:3])])
        with browsing() as browser, serving(site, stripped) as address:
            reader = Reader(browser, address)
            reader.learn(
                [
                    path
                    for path in paths_of(site)
                    if not path.startswith("/about/problems/") and "/old-" not in path and "/wells/" not in path
                ]
            )
            reader.learn(_badges(site))
            reader.page.evaluate(
                "(paths) => all(paths, (one) => read(one, true), 1)",
                [path for path in paths_of(site) if "/old-" in path or "/wells/" in path],
            )
            known = reader.page.evaluate("() => [...known]")
    groups = [texts[start : start + GROUP] for start in range(0, len(texts), GROUP)]
    batches = [groups[start : start + BATCH] for start in range(0, len(groups), BATCH)]
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        for counts, wrong in pool.map(_batch, batches, [known] * len(batches)):
            for name, number in counts.items():
                result.add(name, number)
            result.wrong += wrong
            print(f"  {result.counts}, {len(result.wrong)} wrong", file=sys.stderr, flush=True)
    return result


def _built(root: Path, groups: list[list[str]]) -> Path:
    write(root, book(groups))
    build_site(root, root / "site", today=DAY)
    return root / "site"


def _batch(groups: list[list[str]], known: list[str]) -> tuple[dict[str, int], list[str]]:
    """Build a book of some payloads and open it: once without its policy, a tenth of it as it is served; then the payloads in bare pages."""
    counts = dict.fromkeys(("executed", "visited", "served", "parsed", "nodes", "elsewhere", "refused", "armed"), 0)
    wrong: list[str] = []

    def note(reader: Reader, strange: list[tuple[str, list[str]]]) -> None:
        notes = reader.notes()
        counts["executed"] += len(notes["ran"]) + len(notes["dialogs"])
        counts["refused"] += len(notes["refused"])
        counts["elsewhere"] += len(notes["elsewhere"])
        counts["nodes"] += sum(len(found) for _path, found in strange)
        wrong.extend(f"{path}: {', '.join(found)[:300]}" for path, found in strange)
        wrong.extend(f"{name}: {str(one)[:300]}" for name in ("ran", "dialogs", "refused", "elsewhere", "broken") for one in notes[name])

    with tempfile.TemporaryDirectory() as scrap, browsing() as browser:
        site = _built(Path(scrap), groups)
        opened, others = _paths(site, groups)
        with serving(site, stripped, bare=True) as address:
            reader = Reader(browser, address)
            reader.page.evaluate("(all) => { for (const one of all) known.add(one); }", known)
            note(reader, reader.visit(opened))
            note(reader, reader.read(others))
            feeds = [f"/{one.relative_to(site).as_posix()}" for one in site.rglob("feed.atom")]
            note(reader, reader.page.evaluate(FEEDS, feeds))
            counts["visited"] += len(opened)
            counts["parsed"] += len(others)
            reader.page.goto(f"{address}/search/")
            for number in range(len(groups)):
                if not reader.page.evaluate(ASK, f"a{number}"):
                    wrong.append(f"a search for a{number} found nothing")
            strange = reader.page.evaluate(HANDLERS)
            note(reader, [("/search/", strange)] if strange else [])
            reader.leave()
        meta = ["meta Content-Security-Policy "]
        with serving(site) as address:
            reader = Reader(browser, address)
            reader.page.evaluate("(all) => { for (const one of all) known.add(one); }", [*known, *meta])
            served = opened[::10]
            note(reader, reader.visit(served))
            counts["served"] += len(served)
            reader.leave()
        counts["armed"] += _armed(browser, Path(scrap), [text for texts in groups for text in texts])
    return counts, wrong


def _badges(site: Path) -> list[str]:
    return [f"/{one.relative_to(site).as_posix()}" for one in sorted(site.rglob("assemblies/*0/**/badge.svg")) if "/old-" not in str(one)]


def _paths(site: Path, groups: list[list[str]]) -> tuple[list[str], list[str]]:
    """The addresses to load and those to parse. Former addresses lead on by a script of ours; they are parsed."""
    every = [path for path in paths_of(site) if not path.startswith("/about/")]
    former = re.compile(r"/old-a|/proposals/wells/")
    opened = [f"/assemblies/{one.format(n=number)}#{_quoted(texts[0])}" for number, texts in enumerate(groups) for one in OPENED]
    opened = [path for path in opened if (site / path.partition("#")[0].lstrip("/")).exists()]
    opened += [
        path for path in every if (not path.startswith("/assemblies/") or "/a0/" in path or "/c0/" in path) and not former.search(path)
    ]
    opened += [f"/{_quoted(text)}/?q=x" for texts in groups for text in texts if text.strip(". /")]
    opened += [f"/search/?q={_quoted(text)}#x" for texts in groups for text in texts[::4]]
    opened += _badges(site)
    loaded = {path.partition("#")[0] for path in opened}
    past = re.compile(r"/as-of/")
    return list(dict.fromkeys(opened)), [
        path for path in every if path not in loaded and (not past.search(path) or re.search("/[abc][05]/", path))
    ]


def _quoted(text: str) -> str:
    """A text as it stands in an address, cut where addresses end."""
    return quote(text.encode("utf-8", "replace"), safe="")[:4000]


def _armed(browser: Any, folder: Path, texts: list[str]) -> int:
    """How many of the payloads run where nothing keeps them: as text, in attributes, in an address, in a script."""
    pages = dict(_raw(texts))
    armed = set()
    with serving(folder, pages=pages) as address:
        reader = Reader(browser, address)
        for path in pages:
            try:
                if reader.page.evaluate(TOUCH, path):
                    armed.add(path.split("/")[2])
            except Exception:  # it took the reader itself away: it runs
                armed.add(path.split("/")[2])
                reader.leave()
                reader = Reader(browser, address)
        reader.leave()
    return len(armed)


def _raw(texts: list[str]) -> Iterator[tuple[str, bytes]]:
    for number, text in enumerate(texts):
        for place, html in enumerate(RAW.values()):
            yield f"/raw/{number}/{place}", b"<!doctype html><body>" + html.replace("{}", text).encode("utf-8", "replace")
