"""How Alembic runs here: on the connection that the store opened, in its transaction.

The store has said BEGIN IMMEDIATE before it calls Alembic, and commits or rolls back after;
SQLite's DDL is transactional, so a failed or killed migration leaves the old schema.
"""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
