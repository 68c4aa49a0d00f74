"""Bytes in, figures out: which format a capture is in, and what that format reads there."""
