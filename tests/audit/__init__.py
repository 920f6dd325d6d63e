"""What the safety page promises, measured: `make audit`. One module for each promise; each has a `measure` and a sentence for its figures."""
