"""From a diagram block to a figure: drawn, described, tabled and sourced."""
