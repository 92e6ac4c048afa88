"""Measurements at the scale of England, as ratios within one run so that they mean something on any machine."""
