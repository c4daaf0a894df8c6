"""The commands of `rehearsal`, one module each: what it says in its help, what it understands, what it does."""
