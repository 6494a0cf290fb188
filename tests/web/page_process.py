"""A server to be killed: `python -m tests.web.page_process LIBRARY PORT DELAY` writes a word every DELAY seconds."""

import sys
from pathlib import Path

import uvicorn

from tests.web.page_written import CHECKED, SAID, Dictated
from web.app import create_app
from web.settings import Settings

if __name__ == "__main__":
    library, port, delay = sys.argv[1:]
    app = create_app(
        Settings(library=Path(library), adding_idle=1), llm=Dictated(SAID, delay=float(delay)), checker=CHECKED
    )
    uvicorn.run(app, port=int(port), log_level="warning")
