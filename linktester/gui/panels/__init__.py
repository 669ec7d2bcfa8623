"""Parts of pages that know the product: why, annotations, codes."""
