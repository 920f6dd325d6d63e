"""What is published besides pages: the tables as data files."""
