"""Tests of paying, from the candidate's page to the platform's books."""
