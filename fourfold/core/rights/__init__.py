"""Rights after a report: who should tell the owner what, and until when they may ask for more."""
