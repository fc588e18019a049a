"""What must hold before anything leaves the house, and how it leaves."""
