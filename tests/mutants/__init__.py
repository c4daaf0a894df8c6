"""Mutants: random small changes of the portal's domain, each tried against the scenarios. See `make mutants`."""
