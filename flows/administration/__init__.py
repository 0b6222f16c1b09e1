"""What the survey team does, as use cases: invite, follow, export; and `roles`, who may do what."""
