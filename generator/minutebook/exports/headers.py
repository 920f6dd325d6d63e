"""What a host may say with every answer: files with the headers, ready for common static hosts.

The pages hold their strictest policy themselves (`minutebook.policy`), so a site is safe where no header can be set; these add what
only a header can say, and cover what is no page. Anybody may read the data from another site: there is nothing here that is not public.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from minutebook.policy import policy

_HEADERS: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Access-Control-Allow-Origin": "*",
}

_INLINE: Final = ("'unsafe-inline'",)
"""Badges and cards have their styles within; pages forbid such styles themselves."""

_FILES: Final[Mapping[str, tuple[str, str, str]]] = {
    "_headers": ("/*\n", "  {name}: {value}\n", ""),
    ".htaccess": ("<IfModule mod_headers.c>\n", 'Header always set {name} "{value}"\n', "</IfModule>\n"),
    "headers/nginx.conf": ("", 'add_header {name} "{value}" always;\n', ""),
    "headers/Caddyfile": ("header {{\n", '\t{name} "{value}"\n', "}}\n"),
}
"""The files by path: what they begin with, a line for each header, what they end with. Netlify and Cloudflare Pages read `_headers`,
Apache reads `.htaccess`; nginx takes its file by `include` within `server`, Caddy by `import` within a site."""


def headers_files(scripts: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The paths from the site's root, and the files' bytes; `scripts` are the sources of all scripts written out in pages."""
    headers = {**_HEADERS, "Content-Security-Policy": policy(sorted(scripts), _INLINE, engine=True)}
    for path, (begin, line, end) in _FILES.items():
        lines = "".join(line.format(name=name, value=value) for name, value in headers.items())
        yield path, f"{begin.format()}{lines}{end.format()}".encode()
