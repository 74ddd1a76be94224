"""How long checks take, and what they are tried on; run on request, never in CI."""
