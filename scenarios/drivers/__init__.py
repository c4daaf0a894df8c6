"""What a person's hands can do, behind one protocol: in a real browser, or over HTTP as a browser without scripts."""
