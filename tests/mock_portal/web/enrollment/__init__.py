"""Tests of the candidate's pages inside a project."""
