"""The commands of `watchbot`, one module each; see `watchbot.cli`."""
