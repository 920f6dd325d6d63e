"""Promise 10: pages ask no other host for anything and break no policy: one of every kind, in every language, with their scripts running."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

from browser.sample import sample
from minutebook.files import read_tree
from minutebook.load import load
from minutebook.pages import PAGES, Site
from minutebook.shell.config import read_config
from minutebook.shell.content import read_content
from minutebook.shell.site import build_site
from minutebook.state import reckon

from .browser import Reader, browsing, serving
from .figures import ROOT, Result, some

PROMISE = "Pages ask no other host for anything, break no policy and set no cookie"
SENTENCE = (
    "{pages} pages, of {kinds} kinds and in {more} more shapes, in {languages} languages: {elsewhere} requests to other hosts, {refused} violations of the "
    "policy, {cookies} cookies, {broken} errors of scripts"
)
DAY = date(2026, 11, 24)


def measure(part: float) -> Result:
    """Open a part of the pages. `MINUTEBOOK_SITE` names a demonstration that is built already."""
    result = Result(dict.fromkeys(("pages", "kinds", "more", "languages", "elsewhere", "refused", "cookies", "broken"), 0))
    config = read_config(ROOT)
    settings = config.settings(DAY)
    texts = {path: data for path, data in read_content(config.content_dir).items() if path.endswith(".md")}
    with tempfile.TemporaryDirectory() as scrap:
        built = Path(os.environ.get("MINUTEBOOK_SITE") or Path(scrap) / "site")
        if not built.exists():
            build_site(ROOT, built, today=DAY)
        kinds = sample(Site(reckon(load(read_tree(ROOT)), DAY), settings, texts), built)
        trees = ["", *(f"{one.tag}/" if hasattr(one, "tag") else f"{one}/" for one in settings.languages[1:])]
        paths = [f"/{tree}{path}" for path in dict.fromkeys(kinds.values()) for tree in trees]
        paths = some([path for path in paths if (built / path.lstrip("/")).exists()], part)
        with browsing() as browser, serving(built) as address:
            reader = Reader(browser, address)
            for path in paths:
                reader.page.goto(address + path, wait_until="networkidle")
                reader.page.evaluate("() => { for (const one of document.querySelectorAll('details')) one.open = true; scrollTo(0, 1e6); }")
                reader.page.wait_for_timeout(50)
                for name, found in reader.notes().items():
                    if name in ("elsewhere", "refused", "broken"):
                        result.add(name, len(found))
                        result.wrong += [f"{path}: {name}: {one}" for one in found]
            cookies = reader.cookies()
            result.add("cookies", len(cookies))
            result.wrong += [f"a cookie: {one}" for one in cookies]
    plain = {kind.kind for kind in PAGES}
    result.counts |= {"pages": len(paths), "kinds": len(plain & kinds.keys()), "more": len(kinds.keys() - plain), "languages": len(trees)}
    return result
