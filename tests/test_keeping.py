"""`build --cache`: what is kept from one build to the next never shows in the site."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from collections.abc import Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

import cbor2
import pytest

import test_serve
from minutebook.pages import PAGES
from minutebook.publish import MANIFEST
from minutebook.render import Rendering, Sheet
from minutebook.shell import alike
from minutebook.shell.digests import Digests, NoValueError
from minutebook.shell.keeping import Keeping
from minutebook.shell.site import build_site
from minutebook.shell.store import Store
from minutebook.shell.workshop import Order, Workshop
from minutebook.writing import PublishError

DAY = test_serve.DAY
root = test_serve.root
book = test_serve.book


def made(book: Path, cache: Path | None, out: Path, **how: Any) -> str:
    """A build; its list of all files with their sums, which are what is in them."""
    how.setdefault("today", DAY)
    assert build_site(book, out, cache=cache, **how).published
    listed = (out / MANIFEST).read_text()
    assert [line for line in listed.splitlines() if hashlib.sha256((out / line[66:]).read_bytes()).hexdigest() != line[:64]] == []
    return listed


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The paths of the pages that are rendered, in this process."""
    found: list[str] = []
    page = Rendering.page

    def noted(self: Rendering, sheet: Sheet) -> Any:
        found.append(sheet.site.settings.tree + sheet.view.path)
        return page(self, sheet)

    monkeypatch.setattr(Rendering, "page", noted)
    return found


def read(book: Path) -> dict[str, bytes | None]:
    return {path.relative_to(book).as_posix(): path.read_bytes() for path in sorted((book / "assemblies").rglob("*")) if path.is_file()}


def write(book: Path, files: dict[str, bytes | None]) -> None:
    shutil.rmtree(book / "assemblies")
    for path, data in files.items():
        (book / path).parent.mkdir(parents=True, exist_ok=True)
        (book / path).write_bytes(data or b"")


@pytest.mark.parametrize("seed", range(2))
def test_builds_upon_each_other_are_as_builds_from_nothing(book: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    cache = tmp_path / "cache"
    for turn in range(5):
        how: dict[str, Any] = {"jobs": 2} if turn == 2 else {"precompress": True} if turn == 3 else {}
        if turn == 4:
            how["as_of"] = date(2026, chance.randint(3, 12), 20)
        assert made(book, cache, tmp_path / "kept", **how) == made(book, None, tmp_path / f"fresh {turn}", **how)
        write(book, test_serve.changed(read(book), chance))


def test_the_demonstration_built_upon_another_state_of_it(tmp_path: Path) -> None:
    book = tmp_path / "book"
    ours = ("saltmarsh", "dara-jor", "sarrel-council")
    for name in ours:
        shutil.copytree(test_serve.ROOT / "assemblies" / name, book / "assemblies" / name)
    (book / "mkdocs.yml").write_text("site_name: Sarrel\nsite_url: https://sarrel.example/\nplugins: [minutebook: {languages: [fr, ar]}]\n")
    made(book, tmp_path / "cache", tmp_path / "kept", jobs=2)
    minutes = sorted((book / "assemblies").rglob("minutes/2026-*.md"))
    minutes[0].unlink()
    shutil.rmtree(book / "assemblies/dara-jor/mandates")
    assert made(book, tmp_path / "cache", tmp_path / "kept", jobs=2) == made(book, None, tmp_path / "fresh", jobs=2)


def test_only_what_shows_the_change_is_made_again(book: Path, tmp_path: Path, rendered: list[str]) -> None:
    for file in (book / "assemblies").rglob("*.md"):  # what has former addresses is always made
        file.write_text("\n".join(line for line in file.read_text().splitlines() if not line.startswith("formerly")))
    made(book, tmp_path / "cache", tmp_path / "site")
    everything = len(rendered)
    rendered.clear()
    before = made(book, tmp_path / "cache", tmp_path / "site")
    assert not rendered
    file = book / "assemblies/council/minutes/2026-05-05.md"
    file.write_text(file.read_text() + "\nThe mill stands still.\n")
    assert made(book, tmp_path / "cache", tmp_path / "site") != before
    assert "assemblies/council/minutes/2026-05-05/" in rendered
    assert len(rendered) < everything / 4


def test_what_all_pages_share_is_part_of_what_they_are_known_by(book: Path, tmp_path: Path) -> None:
    def changes() -> Iterator[None]:
        yield
        config = book / "mkdocs.yml"
        config.write_text(config.read_text().replace("River", "Lake"))
        (book / "theme/partials").mkdir(parents=True)
        config.write_text(config.read_text().replace("{name: material}", "{name: material, custom_dir: theme}"))
        (book / "theme/partials/footer.html").write_text("<footer>Ours</footer>")
        yield
        (book / "theme/partials/footer.html").write_text("<footer>Ours and yours</footer>")
        (book / "content/guide.md").write_text("# Another guide\n\n![River](pictures/river.png)\n")
        yield
        (book / "content/pictures/river.png").write_bytes(test_serve.drawing(50, 20))
        (book / "content/about").mkdir()
        (book / "content/about/quoting.md").write_text("# How to quote\n")
        yield

    for _ in changes():
        assert made(book, tmp_path / "cache", tmp_path / "kept") == made(book, None, tmp_path / "fresh")


# ---------------------------------------------------------------------- a store that cannot be trusted


def stored(cache: Path) -> list[Path]:
    return sorted(path for path in cache.rglob("*") if path.is_file() and len(path.name) == 64)


@pytest.mark.parametrize("site", ["gone", "damaged too"])
def test_a_damaged_store_does_no_harm(book: Path, tmp_path: Path, site: str) -> None:
    expected = made(book, tmp_path / "cache", tmp_path / "site")
    chance = random.Random(site)
    files = stored(tmp_path / "cache")
    contents = [path.read_bytes() for path in files]
    if site == "gone":
        shutil.rmtree(tmp_path / "site")
    else:
        own = sorted(path for path in (tmp_path / "site").rglob("*") if path.is_file() and path.name != MANIFEST)
        for path in chance.sample(own, len(own) // 3):
            path.write_bytes(chance.choice((b"", path.read_bytes()[:-1], chance.choice(contents))))
    for path in chance.sample(files, len(files) * 2 // 3):
        data = bytearray(path.read_bytes())
        path.unlink()
        match chance.choice(("cut", "bit", "empty", "swapped", "gone", "folder")):
            case "cut":
                path.write_bytes(data[: len(data) // 2])
            case "bit" if data:
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
                path.write_bytes(data)
            case "empty":
                path.write_bytes(b"")
            case "swapped":
                path.write_bytes(chance.choice(contents))
            case "folder":
                path.mkdir()
    assert made(book, tmp_path / "cache", tmp_path / "site") == expected


FOREIGN = (
    [[["../../evil", "0" * 64]], [], "", True], [[], [], "", True], [1, 2], {"a": 1}, [[["a", 1]], [], 5, None], [[], [[["record"], 1]], "", 1],
    [[], [[["nothing"], "x"]], "", 1], [[["a\0b", "0" * 64]], [], "", True],
)  # fmt: skip


def test_what_was_never_kept_by_us_is_passed_over(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = made(book, None, tmp_path / "site")
    key, values = Keeping.key, cycle(FOREIGN)

    def foreign(self: Keeping, sheet: Sheet) -> str | None:
        found = key(self, sheet)
        if found:
            self.store.put(found, cbor2.dumps(next(values)))
        return found

    monkeypatch.setattr(Keeping, "key", foreign)
    assert made(book, tmp_path / "cache", tmp_path / "site") == expected
    assert not list(tmp_path.rglob("*evil*"))


def test_nothing_is_kept_of_what_is_no_longer_shown(book: Path, tmp_path: Path) -> None:
    file = book / "assemblies/council/minutes/2026-05-05.md"
    text = file.read_text()
    file.write_text(text + "\nSaid by Zenobia Quill.\n")
    made(book, tmp_path / "cache", tmp_path / "site")
    assert [path for path in stored(tmp_path / "cache") if b"Zenobia" in path.read_bytes()]
    file.write_text(text)
    made(book, tmp_path / "cache", tmp_path / "site")
    assert not [path for path in stored(tmp_path / "cache") if b"Zenobia" in path.read_bytes()]


def test_the_store_has_copies_of_its_own(book: Path, tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        expected = made(book, tmp_path / "cache", tmp_path / "closed")
    finally:
        os.umask(before)
    assert made(book, tmp_path / "cache", tmp_path / "open") == expected
    pages = [path for path in (tmp_path / "open").rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in pages} == {0o666 & ~before}
    assert {path.stat().st_nlink for path in pages} == {1}
    assert not list((tmp_path / "cache/new").iterdir())


def test_a_link_in_the_store_is_not_followed(book: Path, tmp_path: Path) -> None:
    expected = made(book, tmp_path / "cache", tmp_path / "site")
    for number, path in enumerate(stored(tmp_path / "cache")):
        path.rename(tmp_path / f"elsewhere-{number}")
        path.symlink_to(tmp_path / f"elsewhere-{number}")
    assert made(book, tmp_path / "cache", tmp_path / "site") == expected
    assert not [path for path in (tmp_path / "site").rglob("*") if path.is_symlink()]


def test_a_folder_in_the_theme_that_is_a_link_is_part_of_it(book: Path, tmp_path: Path) -> None:
    config = book / "mkdocs.yml"
    config.write_text(config.read_text().replace("{name: material}", "{name: material, custom_dir: theme}"))
    (tmp_path / "shared").mkdir()
    (book / "theme").mkdir()
    (book / "theme/partials").symlink_to(tmp_path / "shared")
    (tmp_path / "shared/round").symlink_to(book / "theme")
    for footer in ("Ours", "Yours"):
        (tmp_path / "shared/footer.html").write_text(f"<footer>{footer}</footer>")
        assert made(book, tmp_path / "cache", tmp_path / "kept") == made(book, None, tmp_path / "fresh")


def test_what_others_marked_to_be_found_is_found(book: Path, tmp_path: Path) -> None:
    (book / "content/extra.html").write_text('<html lang="en"><main data-pagefind-body><h1>Zebra</h1></main></html>')
    for _ in range(2):
        assert made(book, tmp_path / "cache", tmp_path / "kept") == made(book, None, tmp_path / "fresh")


def test_nothing_is_kept_of_a_programme_that_was_changed_while_it_ran(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programme = alike._programme
    monkeypatch.setattr(alike, "_programme", lambda: "another" if (tmp_path / "site").exists() else programme())
    made(book, tmp_path / "cache", tmp_path / "site")
    assert not stored(tmp_path / "cache")


def test_a_store_that_cannot_be_written(book: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert made(book, tmp_path / "file" / "below", tmp_path / "site") == made(book, None, tmp_path / "site")


@pytest.mark.parametrize("place", ["site", "site/cache", ".", "assemblies/cache", "content"])
def test_a_store_lies_by_itself(book: Path, place: str) -> None:
    with pytest.raises(PublishError, match="the cache cannot be"):
        build_site(book, book / "site", today=DAY, cache=book / place)


def test_a_folder_that_is_somebody_elses_is_no_store(book: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/.gitignore").write_text("node_modules")
    with pytest.raises(PublishError, match="holds no cache of Minutebook"):
        build_site(book, tmp_path / "site", today=DAY, cache=tmp_path / "theirs")
    assert (tmp_path / "theirs/.gitignore").read_text() == "node_modules"
    (tmp_path / "way").symlink_to(tmp_path)
    with pytest.raises(PublishError, match="the cache cannot be"):
        build_site(book, tmp_path / "site", today=DAY, cache=tmp_path / "way/site/cache")
    assert not (tmp_path / "site").exists()


def test_a_store_is_told_apart_from_what_is_worth_saving(tmp_path: Path) -> None:
    store = Store(tmp_path / "a" / "b")
    assert (tmp_path / "a/b/CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55\n")
    assert (tmp_path / "a/b/.gitignore").read_text() == "*\n"
    assert (tmp_path / "a/b").stat().st_mode & 0o777 == 0o700
    assert store.empty


# ---------------------------------------------------------------------- sums


def test_a_page_shows_no_text_of_a_record_but_what_is_in_its_view(root: Path) -> None:
    """So texts of records are left out of what a page is known by."""

    def rendered(spoil: bool) -> list[str]:
        shop = Workshop(Order(root, None, DAY, DAY, False, False))
        sheets = [sheet for kind in PAGES for sheet in shop.rendering.sheets(kind)]
        for one in (one for record in shop.confederation.all_records for one in (record, *record.translations) if spoil):
            object.__setattr__(one, "body", "spoilt")
            object.__setattr__(one, "body_line", 1000)
        return [shop.rendering.page(sheet).content for sheet in sheets]

    assert rendered(spoil=True) == rendered(spoil=False)


def test_a_sum_is_of_values_and_not_of_how_they_lie_in_memory(root: Path) -> None:
    one, other = (test_serve.look(root, None, DAY) for _ in range(2))
    for asked in (one, other):
        asked.shop.reckon_all()
    sums = [
        [(sheet.file, digests.of(sheet.of, (sheet.view, sheet.found, sheet.comes))) for kind in PAGES for sheet in asked.shop.rendering.sheets(kind)]
        for asked, digests in ((one, Digests()), (other, Digests()))
    ]  # fmt: skip
    assert sums[0] == sums[1]
    assert len(set(sums[0])) == len(sums[0])
    for asked in (one, other):
        asked.shop.close()


def test_what_has_no_value_has_no_sum(root: Path) -> None:
    asked = test_serve.look(root, None, DAY)
    site = asked.shop.rendering.sites[0]
    for thing in (object(), site.state, asked.shop.confederation.acts_of, lambda: 1, [site.state.membership]):
        with pytest.raises(NoValueError):
            Digests().of(site, thing)
    asked.shop.close()
