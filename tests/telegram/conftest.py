"""The Bot API double for the chat tests."""

from tests.fakes.bot_api import bot_api

__all__ = ["bot_api"]
