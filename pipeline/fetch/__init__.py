"""Addresses of the web → pages exactly as the sites send them, asked for politely (client.py)."""
