"""A home → a GitHub Actions workflow: the run, its cache, what it found written back, the shelf on Pages."""

from __future__ import annotations

import re

from pipeline.schedule.timing import days_of
from pipeline.schedule.values import Plan, in_utc


PATH = ".github/workflows/presswork.yml"


def workflow(plan: Plan) -> str:
    """Write the workflow for a repository that holds the home at its root."""
    days = days_of(plan.frequency)
    hour, minute = in_utc(plan)
    secrets = "".join(f"          {name}: ${{{{ secrets.{name} }}}}\n" for name in plan.variables)
    return TEMPLATE.format(
        title=re.sub(r"[\n\"\\]", " ", plan.title),
        why=days.why,
        cron=f"{minute} {hour} {days.cron}",
        at=f"{plan.hour:02d}:{plan.minute:02d} in {plan.zone}, or as soon after as that day has begun in UTC",
        secrets=secrets,
    )


TEMPLATE = """\
# The month of {title}, made by presswork. Keep this file as .github/workflows/presswork.yml.
# {why}.
name: presswork

on:
  schedule:
    - cron: "{cron}"   # UTC: about {at}; the run itself counts days in the home's own zone
  workflow_dispatch:
    inputs:
      month:
        description: "a month like 2021-06; empty: what is due"
        required: false
        type: string

permissions:
  contents: write   # what is found and fetched is kept in sources/

concurrency:
  group: presswork
  cancel-in-progress: false

jobs:
  run:
    runs-on: ubuntu-latest
    timeout-minutes: 120
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - name: Install presswork
        run: python -m pip install "presswork[check,deliver]"
      - name: Restore the store and the shelf
        uses: actions/cache@v4
        with:
          path: |
            .presswork
            dist
          key: presswork-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
          restore-keys: presswork-
      - name: Make the month
        id: month
        env:
          MONTH: ${{{{ inputs.month }}}}
{secrets}        run: |
          code=0
          if [ -n "$MONTH" ]; then presswork run --month "$MONTH" || code=$?; else presswork run || code=$?; fi
          echo "code=$code" >> "$GITHUB_OUTPUT"
      - name: Keep what was found and fetched, and who got what
        run: |
          git config user.name "presswork"
          git config user.email "presswork@users.noreply.github.com"
          git add sources
          git diff --cached --quiet || git commit -m "Add what presswork found"
          git pull --rebase && git push
      - name: Keep the books and the report
        uses: actions/upload-artifact@v4
        with:
          name: presswork
          path: dist
          if-no-files-found: ignore
      - name: Gather the shelf
        run: |
          mkdir -p site
          if [ -d dist ]; then cp -R dist/. site/; fi
          rm -rf site/reports
      - uses: actions/upload-pages-artifact@v3
        with:
          path: site
      - name: Say how it went
        env:
          CODE: ${{{{ steps.month.outputs.code }}}}
        run: |
          presswork status
          exit "$CODE"

  shelf:
    needs: run
    if: ${{{{ !cancelled() }}}}
    runs-on: ubuntu-latest
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{{{ steps.pages.outputs.page_url }}}}
    steps:
      - id: pages
        uses: actions/deploy-pages@v4
"""
