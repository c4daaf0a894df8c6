"""What a page says after something was done: the address carries the key, the words stand here."""

MESSAGES = {
    "saved": "已保存。",
}
