"""The same records for others: a Hugo site with our page around them, and an ordinary MkDocs Material site."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from .records import Record

SINGLE = """{{ define "main" }}<h1>{{ .Title }}</h1>
{{ with .Params.decisions }}<table><thead><tr><th>Decision</th><th>Outcome</th><th>For</th><th>Against</th><th>Abstain</th></tr></thead><tbody>
{{ range . }}<tr><td>{{ with .on }}<a href="/{{ . }}/">{{ . }}</a>{{ else }}{{ .text }}{{ end }}</td><td>{{ .outcome }}</td><td>{{ .votes.for }}</td>
<td>{{ .votes.against }}</td><td>{{ .votes.abstain }}</td></tr>{{ end }}</tbody></table>{{ end }}
{{ .Content }}{{ end }}"""
LIST = """{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ with .Params.decisions }}{{ len . }}{{ end }}</li>{{ end }}</ul>{{ end }}"""


def hugo(root: Path, records: Iterable[Record], page: str) -> Path:
    """A site for Hugo. `page` is a page of ours, whose frame stands around every page there."""
    before, _, rest = page.partition("<article")
    start, _, inner = rest.partition(">")
    behind = inner.partition("</article>")[2]
    frame = f'{before}<article{start}>{{{{ block "main" . }}}}{{{{ end }}}}</article>{behind}'
    _put(root / "layouts/_default/baseof.html", frame)
    _put(root / "layouts/_default/single.html", SINGLE)
    for name in ("list", "taxonomy", "terms"):
        _put(root / f"layouts/_default/{name}.html", LIST)
    taxonomies = 'assembly = "assemblies"\nproposal = "proposals"\ntopic = "topics"'
    _put(
        root / "hugo.toml", f'baseURL = "https://bench.example/"\ntitle = "Bench"\ndisablePathToLower = true\n[taxonomies]\n{taxonomies}\n'
    )
    for one in records:
        assembly, kind, *_ = one.path.split("/")
        on = [decision["on"].replace("/", "-") for decision in one.decisions if "on" in decision]
        front = {"title": one.fields.get("title") or one.fields.get("name") or one.path.rsplit("/", 1)[-1], "assemblies": [assembly], "proposals": on,
                 "topics": one.fields.get("topics", []), "decisions": one.decisions, "kindof": kind, "present": one.fields.get("present")}  # fmt: skip
        path = f"{assembly}/_index" if kind == "assembly" else one.path
        _put(root / f"content/{path}.md", f"{json.dumps(front, default=str)}\n\n{one.text}\n")
    return root


def material(root: Path, records: Iterable[Record]) -> Path:
    """A site for MkDocs Material, without navigation, search and plugins."""
    for one in records:
        rows = "".join(
            f"| {row.get('on', row.get('text'))} | {row['outcome']} | {row['votes']['for']} | {row['votes']['against']} |\n"
            for row in one.decisions
        )
        table = f"| Decision | Outcome | For | Against |\n|-|-|-|-|\n{rows}\n" if rows else ""
        _put(root / f"docs/{one.path}.md", f"{table}{one.text}\n")
    _put(root / "docs/index.md", "# Home\n")
    _put(root / "mkdocs.yml", "site_name: Bench\ntheme: {name: material, font: false}\nplugins: []\nnav: [index.md]\n")
    return root


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def found() -> str | None:
    """Hugo's programme, where it is installed."""
    return shutil.which("hugo")
