"""The plugin by which `mkdocs build` and `mkdocs serve` give the site that `minutebook build` and `minutebook serve` give.

It takes over: MkDocs finds no files, renders no page and writes into a folder that is thrown away;
when it is done, our own build publishes where MkDocs was to write.

MkDocs loads this with every configuration, also for commands that make no page: what makes pages is loaded where it is needed.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import Files

from minutebook.shell.config import PluginOptions, read_config

_log = get_plugin_logger("minutebook")


class MinutebookPlugin(BasePlugin[PluginOptions]):
    """Minutebook within MkDocs; its options are those of PluginOptions."""

    def __init__(self) -> None:
        self._site_dir = ""
        self._scrap = ""

    def on_config(self, config: MkDocsConfig, **kwargs: Any) -> MkDocsConfig:
        """Send MkDocs' own writing elsewhere: it empties its folder first, and a site must never be half there."""
        if not self._scrap:
            self._site_dir = config.site_dir
            self._scrap = config.site_dir = tempfile.mkdtemp(prefix="minutebook_")
        config.theme.static_templates = set()
        return config

    def on_files(self, files: Files, **kwargs: Any) -> Files:
        """Leave MkDocs nothing to render or copy."""
        return Files([])

    def on_post_build(self, config: MkDocsConfig, **kwargs: Any) -> None:
        """Build and publish the site."""
        from minutebook.shell.site import BuildError, build_site

        file = Path(config.config_file_path)
        self._clean(config)
        try:
            result = build_site(file.parent, Path(config.site_dir), strict=config.strict or None, today=date.today(), config_file=file)
        except BuildError as error:
            raise PluginError(str(error)) from error
        for problem in result.problems:
            _log.info("%s:%s: %s", problem.span.file, problem.span.line, problem.message)
        if not result.published:
            raise PluginError("records have errors, and this build is strict: nothing was published")
        _log.info("%s pages as of %s", result.pages, result.as_of)

    def on_build_error(self, error: Exception, **kwargs: Any) -> None:
        """Remove what MkDocs wrote."""
        self._clean(None)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, **kwargs: Any) -> LiveReloadServer:
        """Watch the records, the pages around them and the theme."""
        from minutebook.shell.reloading import ReloadingServer

        file = Path(config.config_file_path)
        ours = ReloadingServer(server.builder, *config.dev_addr, server.root, server.mount_path)
        server.server_close()
        ours.error_handler = server.error_handler
        for path in read_config(file.parent, file).watched:
            ours.watch(str(path))
        return ours

    def _clean(self, config: MkDocsConfig | None) -> None:
        if self._scrap:
            shutil.rmtree(self._scrap, ignore_errors=True)
            self._scrap = ""
            if config is not None:
                config.site_dir = self._site_dir
