-- What offices promised or took on in one matter, for the matter's own page.
create index leader_follow_ups_matter on leader_follow_ups (bureau_id, matter_id);
