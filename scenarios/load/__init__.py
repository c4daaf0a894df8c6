"""Load rehearsals: thousands of candidates play the journeys of the scenarios at once, and nothing may be lost."""
