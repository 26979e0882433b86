"""Every figure with typical, empty, single, huge and withheld data: to look at, and to test."""
