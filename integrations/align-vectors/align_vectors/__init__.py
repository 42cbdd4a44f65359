"""Vectors of the texts of a workspace, for `align link … --vectors FILE`."""
