"""Benchmarks: what the portal, a journey in a browser and a whole run cost, as ratios measured side by side."""
