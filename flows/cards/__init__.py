"""One message that answers several questions: a signature or a contact for a card, a list pasted for a group.

Here its pieces are told apart and given to the questions they are meant for. What becomes of them in the conversation
is decided in `flows/filling.py`.
"""
