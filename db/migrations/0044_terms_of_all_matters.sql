-- Candidates for the same matter are looked for among all matters, by their rarest terms: a term leads to the blocks that
-- hold it, whichever they are.
create index search_postings_term on search_postings (bureau_id, term, block desc);
