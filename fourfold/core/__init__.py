"""The rules of the record, of guidance and of packs: pure, values in and values out."""
