"""The Dagster layer: what depends on what, what is checked, where things are stored.

Nothing here computes: assets call plain functions, so that everything they do can be called from
a notebook. No other package imports dagster.
"""
