"""Responses in the forms in which others take them. Pure: values in, text or bytes out."""
