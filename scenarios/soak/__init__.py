"""Soaking: the whole suite again and again, in another order each time, to see what fails now and then."""
