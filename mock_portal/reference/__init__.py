"""Reference data of the portal that nobody edits while it runs."""
