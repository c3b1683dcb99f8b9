"""Everything that lasts: tables on SQLite or PostgreSQL, files by their hash. One file per table or group of tables."""
