"""Values of the contract, each with its check, and the records of people that they make."""
