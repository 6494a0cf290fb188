"""Running the application under uvicorn: one process, ended gracefully."""

import socket

import uvicorn
from fastapi import FastAPI

from index.types import InputError
from web import logs
from web.readers import prepare
from web.settings import Settings

_BACKLOG = 512


class Server(uvicorn.Server):
    """Says where it is when it is ready; tells the application that it is to end while answers are being finished."""

    def __init__(self, app: FastAPI, settings: Settings) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                backlog=_BACKLOG,
                lifespan="on",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=settings.grace,
            )
        )
        self._served = app

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            print(f"Khabar is at http://{f'[{host}]' if ':' in host else host}:{port}", flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if service := getattr(self._served.state, "service", None):
            service.closing.set()
        await super().shutdown(sockets)


def run(app: FastAPI, settings: Settings) -> None:
    """Serves until told to end. Port 0 takes a free one.

    Raises InputError where the address cannot be had, LibraryError where the library cannot be opened.
    """
    logs.configure(settings.log)
    _check_address(settings)
    prepare(settings.library, settings.embedder)  # uvicorn would only log it, with a traceback
    Server(app, settings).run()


def _check_address(settings: Settings) -> None:
    """uvicorn would only log it, and exit."""
    try:
        with socket.create_server((settings.host, settings.port), reuse_port=False, family=_family(settings.host)):
            pass
    except OSError as error:
        raise InputError(
            f"{settings.host}:{settings.port} cannot be served ({error.strerror}): choose another with --port"
        ) from error


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
