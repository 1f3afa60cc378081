"""Alembic's entry: runs on the connection that `Database` hands over, so one transaction covers the whole upgrade."""

from alembic import context

from watchbot.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
