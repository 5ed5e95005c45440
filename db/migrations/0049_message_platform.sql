-- Message platform (短信平台): contacts of a township who agreed to service messages, campaigns to them, what became of each
-- message, what was answered. Numbers lie encrypted beside a keyed digest; nothing is said of a person but name and consent.

create table text_templates (
  bureau_id uuid not null references bureaus,
  template_id uuid not null,
  version integer not null,
  name text not null,
  body text not null,
  active boolean not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (bureau_id, template_id)
);
comment on table text_templates is 'Texts of service messages with variables in braces. No personal data.';

create table contact_groups (
  bureau_id uuid not null references bureaus,
  group_id uuid not null,
  version integer not null,
  name text not null,
  unit_id uuid not null,
  size integer not null default 0,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (bureau_id, group_id)
);
comment on column contact_groups.unit_id is 'The township or street whose people these are; figures are kept by it.';

create table group_contacts (
  bureau_id uuid not null,
  group_id uuid not null,
  digest bytea not null,
  via text not null check (via in ('sms', 'email')),
  box bytea not null,
  consent_source text not null,
  consent_on date not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (bureau_id, group_id, digest),
  foreign key (bureau_id, group_id) references contact_groups
);
comment on table group_contacts is 'Who agreed to service messages, where and when. No mark, tag or score of a person.';
comment on column group_contacts.digest is 'Keyed digest of the number or address, so that the same is there once and can be found.';
comment on column group_contacts.box is 'Number or address and name, encrypted.';
create index group_contacts_digest on group_contacts (bureau_id, digest);

create table opt_outs (
  bureau_id uuid not null references bureaus,
  digest bytea not null,
  at timestamptz not null,
  source text not null check (source in ('reply', 'desk')),
  account_id uuid,
  primary key (bureau_id, digest)
);
comment on table opt_outs is 'Who wants no service messages any more, by digest alone; kept so that an import does not bring them back.';

create table campaign_settings (
  bureau_id uuid not null references bureaus,
  version integer not null,
  approve_above integer not null,
  quiet_from text not null,
  quiet_to text not null,
  signature text not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (bureau_id)
);

create table campaigns (
  bureau_id uuid not null references bureaus,
  campaign_id uuid not null,
  parent_id uuid,
  version integer not null,
  title text not null,
  via text not null check (via in ('sms', 'email')),
  body text not null,
  variables jsonb not null,
  signature text not null,
  group_ids uuid[] not null,
  state text not null check (state in ('draft', 'approval', 'scheduled', 'preparing', 'running', 'stopped', 'finished', 'cancelled')),
  send_at timestamptz,
  people integer not null default 0,
  gathered boolean not null default false,
  made_by uuid not null,
  submitted_by uuid,
  approved_by uuid,
  note text,
  made_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (bureau_id, campaign_id)
);
comment on column campaigns.parent_id is 'Of a test: the campaign whose words are tried.';
create index campaigns_newest on campaigns (bureau_id, made_at desc, campaign_id) where parent_id is null;
create index campaigns_tests on campaigns (bureau_id, parent_id) where parent_id is not null;
create index campaigns_active on campaigns (bureau_id, state) where state in ('scheduled', 'preparing', 'running');

create table campaign_recipients (
  bureau_id uuid not null,
  campaign_id uuid not null,
  digest bytea not null,
  message_id uuid not null,
  group_id uuid,
  unit_id uuid not null,
  state text not null check (state in ('waiting', 'sending', 'sent', 'delivered', 'undelivered', 'refused', 'failed', 'uncertain', 'opted-out')),
  hop smallint not null default 0,
  attempts smallint not null default 0,
  next_at timestamptz not null,
  claim uuid,
  claimed_until timestamptz,
  gateway text,
  reference text,
  code text,
  segments smallint,
  cost_fen integer,
  sent_at timestamptz,
  settled_at timestamptz,
  box bytea,
  primary key (bureau_id, campaign_id, digest),
  foreign key (bureau_id, campaign_id) references campaigns
);
comment on table campaign_recipients is 'One row a person of a campaign; the row is the queue. Claimed in a transaction before it is handed over, settled after the answer; a claim whose owner is gone is uncertain and never sent again by itself.';
comment on column campaign_recipients.box is 'Of a test only: the number, encrypted. Else the number is read from the contact.';
create index campaign_recipients_due on campaign_recipients (bureau_id, campaign_id, hop, next_at, digest) where state = 'waiting';
create index campaign_recipients_claimed on campaign_recipients (claimed_until) where state = 'sending';
create index campaign_recipients_sending on campaign_recipients (bureau_id, campaign_id) where state = 'sending';
create index campaign_recipients_reference on campaign_recipients (gateway, reference) where reference is not null;
create index campaign_recipients_number on campaign_recipients (bureau_id, digest, sent_at desc);
create index campaign_recipients_open on campaign_recipients (bureau_id, campaign_id, digest) where state in ('uncertain', 'failed', 'refused', 'undelivered');

create table campaign_tallies (
  bureau_id uuid not null,
  campaign_id uuid not null,
  month text not null,
  unit_id uuid not null,
  sent integer not null default 0,
  delivered integer not null default 0,
  undelivered integer not null default 0,
  refused integer not null default 0,
  failed integer not null default 0,
  uncertain integer not null default 0,
  opted_out integer not null default 0,
  segments integer not null default 0,
  cost_fen bigint not null default 0,
  primary key (bureau_id, campaign_id, month, unit_id)
);
comment on table campaign_tallies is 'Sums of campaign_recipients, kept in the same statements: what a gateway took, and what was told of it later. sent holds delivered and undelivered.';
create index campaign_tallies_month on campaign_tallies (bureau_id, month);

create table campaign_replies (
  bureau_id uuid not null references bureaus,
  reply_id uuid not null,
  digest bytea not null,
  box bytea not null,
  at timestamptz not null,
  campaign_id uuid,
  kind text not null check (kind in ('open', 'opt-out', 'matter', 'rating', 'closed')),
  matter_id uuid,
  note text,
  settled_by uuid,
  settled_at timestamptz,
  version integer not null,
  primary key (bureau_id, reply_id)
);
comment on table campaign_replies is 'What people answered. Number and words are encrypted; an opt-out is carried out at once, of all else a person decides.';
create index campaign_replies_newest on campaign_replies (bureau_id, kind, at desc, reply_id);

create table campaign_receipts (
  gateway text not null,
  reference text not null,
  delivered boolean not null,
  code text,
  at timestamptz not null,
  bureau_id uuid not null references bureaus,
  digest bytea not null,
  primary key (bureau_id, gateway, reference)
);
comment on table campaign_receipts is 'Receipts that came before the answer they belong to was written down, or for a message nobody can name yet.';

create index notice_deliveries_reference on notice_deliveries (reference) where state = 'sent' and reference is not null;

do $$
declare t text;
begin
  foreach t in array array['text_templates', 'contact_groups', 'group_contacts', 'opt_outs', 'campaign_settings', 'campaigns',
    'campaign_recipients', 'campaign_tallies', 'campaign_replies', 'campaign_receipts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_bureau on %I to huiyin_app
      using (bureau_id = (select app_bureau())) with check (bureau_id = (select app_bureau()))', t);
  end loop;
  foreach t in array array['group_contacts', 'opt_outs', 'campaign_settings', 'campaigns', 'campaign_recipients', 'campaign_tallies',
    'campaign_replies', 'campaign_receipts'] loop
    execute format('create policy all_bureaus on %I to huiyin_worker using (true) with check (true)', t);
  end loop;
end $$;
grant select, insert, update on text_templates, contact_groups, campaign_settings, campaigns, campaign_recipients,
  campaign_tallies, campaign_replies to huiyin_app;
grant select, insert, update, delete on group_contacts to huiyin_app;
grant select, insert on opt_outs to huiyin_app;
grant select on campaign_receipts to huiyin_app;
grant select on group_contacts, campaign_settings to huiyin_worker;
grant select, update on campaigns to huiyin_worker;
grant select, insert, update on campaign_recipients, campaign_tallies to huiyin_worker;
grant select, insert on opt_outs, campaign_replies to huiyin_worker;
grant select, insert, delete on campaign_receipts to huiyin_worker;
