"""Keys of rows that come back from pages and addresses, where anybody can change them."""


def is_key(typed: str) -> bool:
    """Could be a primary key: a whole number that fits into one."""
    return typed.isascii() and typed.isdecimal() and len(typed) < 18
