"""Ideas of members for their neighbourhood, and who supports them."""
