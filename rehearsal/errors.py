"""What keeps a rehearsal from taking place."""

from __future__ import annotations


class RehearsalError(Exception):
    """Something that the rehearsal needs is missing or does not start; the message says what to do."""
