"""Alerts: what deserves one, to which chat it goes, and how it reads in the chat's language. Pure."""
