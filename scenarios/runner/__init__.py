"""Plays scenarios under pytest: options, selection, one portal per run, hands, replays, and what became of it all."""
