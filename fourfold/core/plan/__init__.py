"""A safety plan: what its owner chose of a catalogue of steps, and her own words beside it."""
