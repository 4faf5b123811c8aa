"""The filming: from a course to films, captions and a manifest. Knows no mathematics."""
