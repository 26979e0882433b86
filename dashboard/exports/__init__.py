"""What leaves the application as a file: printable questionnaires and posters."""
