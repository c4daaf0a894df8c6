"""One function per act of a person: transaction, case, rules, store, audit. No web, no decisions."""
