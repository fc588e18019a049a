"""What charts say: sentences, tables of words, and facts to hold a writer's claims against."""
