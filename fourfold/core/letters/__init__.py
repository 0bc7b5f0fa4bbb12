"""Letters: what the owner writes for somebody else, made of her own entries and her own words."""
