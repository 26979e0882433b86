"""Questionnaires as XLSForm files: read, checked and written."""
