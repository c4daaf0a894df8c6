"""The demo project: all exam areas of the country, open now, for looking around and for rehearsing by hand."""
