"""What is known of one resource at one point of a program: typestate, claims that hold, events on the way."""
