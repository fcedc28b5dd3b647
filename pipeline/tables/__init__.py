"""What is published: the tables' one declaration, their rows, their files."""
