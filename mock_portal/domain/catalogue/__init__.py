"""The catalogue of the form: pages, fields and published choices as data, to the letter of the screen."""
