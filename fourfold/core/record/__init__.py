"""The private record of one owner: its entries, its log, its index and its open format."""
