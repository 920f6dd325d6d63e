"""An independent, naive reckoning of the rules, and random confederations to compare it on."""
