"""What dashboards cost at scale, side by side with other ways: `make bench`. No test times anything."""
