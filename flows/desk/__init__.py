"""The desk of the survey team in the chat: what an administrator's commands, buttons and words do. No chat service."""
