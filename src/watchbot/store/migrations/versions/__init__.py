"""Alembic migrations; `Database.open` runs them."""
