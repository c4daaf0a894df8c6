"""Tests of the payment platform by itself, without a portal."""
