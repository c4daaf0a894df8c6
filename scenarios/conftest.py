"""The cast comes on stage: fixtures of ``scenarios.cast`` for every scenario of this folder."""

from scenarios.cast import *  # noqa: F403  each public name of the cast is a fixture or belongs to one
