"""Text of back issues → an issue, its articles and what an editor should look at."""
