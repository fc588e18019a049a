"""How charts look: marks, rows, bars, lines and axes, and what room they need."""
