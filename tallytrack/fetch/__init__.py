"""Asking the web: an address in, a capture out, or that it has nothing newer."""
