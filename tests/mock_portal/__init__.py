"""Tests of the reference portal; the folders mirror its packages."""
