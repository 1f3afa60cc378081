"""The chat surface: commands, buttons, and what the bot answers. Alerts themselves go out through `delivery`."""
