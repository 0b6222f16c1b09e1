"""The questionnaire world: what is asked, how an answer is read, what comes next.

No clock, no database, no chat service, no HTML.
"""
