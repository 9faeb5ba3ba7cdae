"""Pages as rows of cells, whatever drew or left out their lines."""
