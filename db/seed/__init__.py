"""What a database starts with: Chile's territories, the demo facts, and the synthetic programme."""
