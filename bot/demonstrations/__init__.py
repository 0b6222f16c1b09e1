"""What can be shown without a bot or a country: the recorded response, and a whole campaign made up from chance."""
