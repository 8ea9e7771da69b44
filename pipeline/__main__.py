"""`python -m pipeline` is `presswork`."""

from pipeline.cli import run


run()
