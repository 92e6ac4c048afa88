"""Every change to the ground: one function each, called by pages, the API, tasks and commands alike."""
