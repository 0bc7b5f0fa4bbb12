"""Evidence packs: what goes in, how it is written and signed, and how a stranger checks it."""
