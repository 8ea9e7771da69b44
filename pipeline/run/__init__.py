"""The scheduled month: collect, fetch, build, check, shelf, deliver, and tell what a person must do."""
