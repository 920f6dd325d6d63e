"""Hands: who makes the pages that are many, besides the process that builds. Nobody, processes forked off it, or the workers of a cluster.

Forked processes know what it has read and reckoned, and write into the folder of the new site. Workers elsewhere read the records themselves,
from a folder at the same path, and send back what is in the files: only the process that builds writes. So they need not see the
disk of the site, whatever their umask is, and whoever goes on with a share after its build has ended changes nothing of any site.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from pkgutil import resolve_name
from threading import Lock
from typing import TYPE_CHECKING, Final, Protocol

from minutebook import __version__
from minutebook.shell.alike import Traits
from minutebook.shell.config import ConfigError
from minutebook.shell.workshop import Order, Share, Workshop, die_with_parent, work, workshop
from minutebook.speech import N_, _
from minutebook.writing import NewSite, PublishError

if TYPE_CHECKING:
    from distributed import Client

WORTH: Final = 300
"""From so many files of records, times languages, on pages are made by several processes."""

PATIENCE: Final = 10
"""How many seconds a cluster has to answer, and to bring a worker where it has none."""

UNLIKE: Final[Mapping[str, str]] = {
    "programme": N_("a worker has another Minutebook, another Python or other packages than this process"),
    "settings": N_("a worker has another configuration, or other days, than this process"),
    "records": N_("a worker has other records than this process"),
    "texts": N_("a worker has other files in the content folder than this process"),
}
"""What is said where a worker differs in one of the traits."""

ALIKE: Final = N_("bring both to the same state, in a folder at the same path, and start the workers anew where the programme is another")


class Hands(Protocol):
    """Those who make shares of the pages."""

    def ask(self, new: NewSite, kind: str, number: int, of: int) -> Future[Share]:
        """Have one of so many shares of the pages of a kind made, for the new site."""

    def bring(self, share: Future[Share]) -> Share:
        """What became of it. Raises PublishError where nobody could make it, and what went wrong while it was made."""

    def stop(self, shares: Collection[Future[Share]]) -> None:
        """See that nobody writes any more: these are not wanted."""

    def leave(self) -> None:
        """They are needed no more, and may let go of what they hold."""


@contextmanager
def hands(shop: Workshop, jobs: int | None, executor: str | None) -> Iterator[Hands | None]:
    """An `executor` has workers of its own; `jobs` are so many processes here, else one for each processor where it is worth it. None is
    nobody. Raises ConfigError where there is no such executor, and PublishError where it does not answer."""
    if executor is None:
        with _forked(shop, jobs) as found:
            yield found
        return
    if jobs is not None:
        raise ConfigError(_("--jobs counts the processes of this machine, and --executor has workers of its own; name one of them"))
    word, _colon, address = executor.partition(":")
    if word not in EXECUTORS or not address:
        known = ", ".join(f"{one}:ADDRESS" for one in EXECUTORS)
        raise ConfigError(_("--executor: there is no %(name)r; there are: %(known)s") % {"name": executor, "known": known})
    with EXECUTORS[word](shop, address) as found:
        yield found


@dataclass(frozen=True, slots=True)
class _Forked:
    order: Order
    pool: Executor

    def ask(self, new: NewSite, kind: str, number: int, of: int) -> Future[Share]:
        return self.pool.submit(work, self.order, new, kind, number, of)

    def bring(self, share: Future[Share]) -> Share:
        try:
            return share.result()
        except BrokenExecutor as error:
            help = _("perhaps there was not enough memory; `--jobs 1` needs least")
            raise PublishError(_("a process that made pages was ended from outside"), help) from error

    def stop(self, shares: Collection[Future[Share]]) -> None:
        for share in shares:
            share.cancel()
        wait(shares)

    def leave(self) -> None:
        self.pool.shutdown()


@contextmanager
def _forked(shop: Workshop, jobs: int | None) -> Iterator[Hands | None]:
    if jobs is None:
        small = shop.confederation.files * len(shop.settings.languages) < WORTH
        jobs = 1 if small else len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if jobs < 2 or "fork" not in get_all_start_methods():
        yield None
        return
    shop.reckon_all()
    with ProcessPoolExecutor(jobs, get_context("fork"), die_with_parent, (os.getpid(),)) as pool:
        yield _Forked(shop.order, pool)


class UnlikeError(Exception):
    """A trait, by its name, in which a worker differs from whoever builds."""


_ONE: Final = Lock()


def afar(order: Order, expected: Traits, kind: str, number: int, of: int) -> Share:
    """Make a share in a process elsewhere, with what is in its files: one after the other, as what a process has read serves one page at a
    time. Raises UnlikeError where the process would make other files than whoever builds, and OSError where it cannot read the records."""
    with _ONE:
        shop = workshop(order)
        for name, own, other in zip(Traits._fields, shop.traits, expected, strict=True):
            if own != other:
                raise UnlikeError(name)
        try:
            return shop.share(None, kind, number, of)
        except RecursionError as error:
            raise error.with_traceback(None) from None  # a trace as long does not travel, and whoever builds would wait for ever


@dataclass(frozen=True, slots=True)
class _Cluster:
    shop: Workshop
    client: Client
    pool: Executor
    address: str

    def ask(self, new: NewSite, kind: str, number: int, of: int) -> Future[Share]:
        return self.pool.submit(afar, self.shop.order, self.shop.traits, kind, number, of)

    def bring(self, share: Future[Share]) -> Share:
        from distributed import KilledWorker

        while not wait([share], PATIENCE).done:
            self.wait_for_worker()
        try:
            return share.result()
        except UnlikeError as error:
            raise PublishError(_(UNLIKE[str(error)]), _(ALIKE)) from error
        except ConfigError as error:
            raise PublishError(_("a worker cannot read the configuration: %(error)s") % {"error": error}, _(ALIKE)) from error
        except OSError as error:
            raise PublishError(_("a worker cannot read the records: %(error)s") % {"error": error}, _(ALIKE)) from error
        except KilledWorker as error:
            help = _("perhaps they had not enough memory; their logs tell")
            raise PublishError(_("several workers ended while they made the same pages"), help) from error
        except CancelledError as error:
            raise _gone(self.address) from error

    def stop(self, shares: Collection[Future[Share]]) -> None:
        """Nobody writes; the cluster forgets what was asked by whoever leaves it."""

    def leave(self) -> None:
        """The workers keep what they have read for whoever asks next."""

    def greet(self) -> None:
        """See that there are workers, and that they have our programme: one without it would end when it is asked for a share."""
        self.wait_for_worker()
        found = self.client.run(resolve_name, "minutebook:__version__", on_error="return")
        if any(one != __version__ for one in found.values()):
            raise PublishError(_(UNLIKE[Traits._fields[0]]), _(ALIKE))

    def wait_for_worker(self) -> None:
        """Raise PublishError where the cluster has no worker, and gets none."""
        try:
            self.client.wait_for_workers(1, PATIENCE)
        except TimeoutError as error:
            help = _("start some with `dask worker %(address)s`") % {"address": self.address}
            raise PublishError(_("the cluster at %(address)s has no workers") % {"address": self.address}, help) from error
        except (OSError, ValueError) as error:
            raise _gone(self.address) from error


def _gone(address: str) -> PublishError:
    help = _("its scheduler (`dask scheduler`) tells its address when it is started")
    return PublishError(_("no Dask cluster answers at %(address)s") % {"address": address}, help)


@contextmanager
def _dask(shop: Workshop, address: str) -> Iterator[Hands]:
    """The workers of a Dask cluster, by the address of its scheduler."""
    try:
        from distributed import Client
        from distributed.comm.core import connect
    except ImportError as error:
        raise ConfigError(_("--executor dask:ADDRESS needs Dask: `pip install 'minutebook[dask]'`")) from error

    for name in ("distributed", "distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what they have to say is said here, in one line

    async def reach() -> None:
        """A client that finds nobody would try on, and complain as it is thrown away."""
        await (await connect(address, timeout=PATIENCE)).close()

    try:
        with ThreadPoolExecutor(1) as thread:  # where whoever builds may have a loop of its own
            thread.submit(asyncio.run, reach()).result()
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except Exception as error:  # whatever answers at that address, it need be no scheduler
        raise _gone(address) from error
    with client:
        found = _Cluster(shop, client, client.get_executor(pure=False), address)
        found.greet()
        yield found


EXECUTORS: Final[Mapping[str, Callable[[Workshop, str], AbstractContextManager[Hands]]]] = {"dask": _dask}
"""Who else makes pages, by the word that `--executor` has before the address."""
