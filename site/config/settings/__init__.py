"""Settings, one module a place: base (shared), development, demo, test, production."""
