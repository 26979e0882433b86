"""What a survey is, which questions a person sees, and which answers hold: no database, no web, no screen."""
