"""From a CSV file and its descriptor to an immutable Dataset."""
