"""`presswork serve`: the shelf on loopback, for a reader app or a browser."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="a shelf (default: dist/)")
    parser.add_argument("--port", type=int, default=8321, metavar="N", help="default %(default)s; 0: any")


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from pipeline.assets import load_terms
    from pipeline.cli.shared import home_root, reporter_of
    from pipeline.errors import UsageError
    from pipeline.library.serve import LOOPBACK, language_of, make_server

    reporter = reporter_of(args)
    root = args.folder or home_root(args) / "dist"
    if not (root / "index.html").is_file():
        raise UsageError(f"there is no shelf in {root}; make it with `presswork shelf`")
    with make_server(root, load_terms(None, language_of(root)), args.port) as server:
        address = f"http://{LOOPBACK}:{server.server_port}/"
        reporter.result(address)
        reporter.say(f"reader apps: {address}opds/root.xml (Ctrl-C ends)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            reporter.say("ended")
    return 0
