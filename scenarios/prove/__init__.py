"""Proving the scenarios: each fault of the target is put into a project of its own, and somebody has to notice."""
