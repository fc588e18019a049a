"""From a Dataset to an Altair chart: one file for each type of chart."""
