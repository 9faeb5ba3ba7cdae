"""Pages that are pictures, read by two engines that are believed where they agree."""
