"""What follows from the tables of the process: journeys that cover every move, who plays them, and who watches all others."""
