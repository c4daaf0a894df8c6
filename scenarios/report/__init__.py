"""What a run leaves behind: a table, `results.json`, `junit.xml` and `report.html`."""
