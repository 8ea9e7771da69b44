"""A home → what a scheduler needs to run it: systemd units, a crontab, a workflow."""
