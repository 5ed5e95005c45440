-- Second factor: a code works once. Settings not yet in force and local days may be corrected; the audit log keeps what
-- stood there before.
alter table sign_ins add column totp_last_step bigint not null default -1;
comment on column sign_ins.totp_last_step is 'Step of the last one-time code taken; that code and older ones are refused (RFC 6238 5.2).';

grant update (valid_to, length, unit, extension_cap, mark, basis_zh, basis_en) on local_settings to huiyin_app;
grant update (working, basis_zh, basis_en) on calendar_overrides to huiyin_app;
