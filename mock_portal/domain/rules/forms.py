"""The six form pages: order, mandatory fields, formats, what is ticked and referenced (R2.4, Q16, Q26, Q27, Q54-Q66)."""


class FormRules:
    """What a form page accepts."""
