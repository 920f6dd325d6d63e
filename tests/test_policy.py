"""What pages may load and run: every page says it, and a browser keeps to it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from minutebook.shell.site import build_site
from served import served
from test_offline import RECORDS

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
CONFIG = "site_name: Book\nsite_url: https://book.example/\ndocs_dir: content\ntheme: {name: material}\nplugins: [minutebook]\n"


def write(root: Path, records: Mapping[str, str], build: bool = False) -> None:
    for path, text in records.items():
        file = root / "assemblies" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (root / "content").mkdir(exist_ok=True)
    (root / "mkdocs.yml").write_text(CONFIG)
    if build:
        build_site(root, root / "site", today=date(2026, 6, 4))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("policy")
    write(root, RECORDS, build=True)
    return root / "site"


def named(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_every_page_names_all_it_runs_and_nothing_else(built: Path) -> None:
    pages = sorted(built.rglob("*.html"))
    assert len(pages) > 50
    for page in pages:
        html = page.read_text("utf-8")
        (policy,) = POLICY.findall(html)
        scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
        styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
        assert sorted(re.findall(r"'sha256-[^']+'", policy)) == sorted(map(named, scripts + styles)), page
        assert html.index(policy) < min([html.index(one) for one in ("<script", "<style", "<link") if one in html]), page
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe-inline" not in policy
        assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
        assert ("wasm-unsafe-eval" in policy) == (page.parent.name == "search"), page


def test_headers_let_through_all_that_pages_do(built: Path) -> None:
    lines = (built / "_headers").read_text("utf-8").splitlines()
    assert lines[0] == "/*"
    headers = dict(line.strip().split(": ", 1) for line in lines[1:])
    whole = headers["Content-Security-Policy"]
    for page in built.rglob("*.html"):
        for script in re.findall(r"<script>(.*?)</script>", page.read_text("utf-8"), re.DOTALL):
            assert named(script) in whole, page
    for other in (".htaccess", "headers/nginx.conf", "headers/Caddyfile"):
        text = (built / other).read_text("utf-8")
        assert [name for name, value in headers.items() if f'{name} "{value}"' not in text] == [], other


def test_headers_stay_as_they_are_when_records_come(tmp_path: Path) -> None:
    """Some servers read them only when they start."""
    write(tmp_path, {path: text for path, text in RECORDS.items() if path.endswith("assembly.md")})
    write(tmp_path, {}, build=True)
    before = (tmp_path / "site/_headers").read_bytes()
    write(tmp_path, RECORDS, build=True)
    assert (tmp_path / "site/_headers").read_bytes() == before


def test_a_header_file_of_one_s_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    write(tmp_path, RECORDS)
    (tmp_path / "content/_headers").write_text("/*\n  X-Own: 1\n")
    write(tmp_path, {}, build=True)
    assert (tmp_path / "site/_headers").read_text() == "/*\n  X-Own: 1\n"


ARMED = {
    "a script written into the page": "<script>window.harm = 1</script>",
    "an event handler": "<img src='/nothing.png' onerror='window.harm = 1'>",
    "a frame with a script": "<iframe srcdoc='<script>parent.harm = 1</script>'></iframe>",
    "an address that is a script": "<a href='javascript:window.harm = 1'>here</a>",
}


@pytest.mark.parametrize("html", ARMED.values(), ids=ARMED.keys())
@pytest.mark.parametrize("guarded", [True, False], ids=["with the policy", "without it"])
def test_what_gets_in_all_the_same_does_not_run(html: str, guarded: bool, built: Path, tmp_path: Path, chromium: Any) -> None:
    """The same page without its policy shows that each of these is armed."""
    page = (built / "about" / "index.html").read_text("utf-8").replace("</article>", f"{html}</article>")
    (tmp_path / "index.html").write_text(page if guarded else POLICY.sub("", page), "utf-8")
    context = chromium.new_context()
    with served(tmp_path) as server:
        tab = context.new_page()
        tab.goto(server.address)
        if (link := tab.locator("a[href^=javascript]")).count():
            link.click()
        tab.wait_for_timeout(200)
        assert tab.evaluate("() => window.harm ?? 0") == (0 if guarded else 1)
    context.close()


@pytest.mark.parametrize("guarded", [True, False], ids=["with the policy", "without it"])
def test_nothing_is_fetched_from_elsewhere(guarded: bool, built: Path, tmp_path: Path, chromium: Any) -> None:
    page = (built / "index.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(page if guarded else POLICY.sub("", page), "utf-8")
    context = chromium.new_context()
    with served(tmp_path) as here, served(built) as elsewhere:
        tab = context.new_page()
        tab.goto(here.address)
        tab.evaluate(
            """async (host) => {
              const one = document.createElement('img');
              one.src = `${host}assets/images/favicon.png`;
              document.body.append(one);
              await fetch(`${host}feed.json`, { mode: 'no-cors' }).catch(() => null);
            }""",
            elsewhere.address,
        )
        tab.wait_for_timeout(200)
        assert len(elsewhere.sent) == (0 if guarded else 2)
    context.close()
