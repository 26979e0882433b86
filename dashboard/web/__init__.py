"""Plain routes beside the dashboards: the phone form, the login, QR codes, boundaries, health."""
