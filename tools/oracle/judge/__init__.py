"""The judge: real TorchScript compilers, and what the rules claim about them."""
