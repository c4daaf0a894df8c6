"""The pages of the reference portal: routes, forms and what a person sees."""
