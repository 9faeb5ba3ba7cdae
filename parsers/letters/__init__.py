"""What each document is, and what it says: oficio, delegation, follow-up sheet."""
