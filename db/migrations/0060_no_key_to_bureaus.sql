-- Rows that the feed writes by the dozen for each matter looked up their bureau one by one, and locked its row each time.
-- As with the tables of the ledger, row security alone decides the bureau they are written for, and bureaus are never deleted.
alter table statistics_entries drop constraint statistics_entries_bureau_id_fkey;
alter table statistics_matters drop constraint statistics_matters_bureau_id_fkey;
alter table statistics_counts drop constraint statistics_counts_bureau_id_fkey;
alter table search_documents drop constraint search_documents_bureau_id_fkey;
alter table search_postings drop constraint search_postings_bureau_id_fkey;
alter table notifications drop constraint notifications_bureau_id_fkey;
