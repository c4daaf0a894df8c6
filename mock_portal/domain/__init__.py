"""The rules of the enrollment process: plain Python, without web, store, clock or chance of its own."""
