"""The database: criteria, engine, models, queries, seed and migrations. Imports nothing of ours."""
