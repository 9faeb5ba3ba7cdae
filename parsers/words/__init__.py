"""What words mean, wherever they stand: labels, roles, posts, names of institutions."""
