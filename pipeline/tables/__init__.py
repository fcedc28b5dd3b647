"""What is published: the schema of the tables, their rows, their files."""
