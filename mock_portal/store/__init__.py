"""The store: SQLAlchemy Core over SQLite or PostgreSQL; the only place that knows SQL."""
