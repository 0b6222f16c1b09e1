"""HTTP in: the administrators' pages, the API, Telegram's webhook, health, metrics.

Knows neither Telegram's library nor SQL nor the questionnaire's rules.

What an endpoint needs is handed in by `bot`, which wires the rooms together.
"""
