"""Worked histories: real mandates and ratifications as records, and what the facts say of them."""
