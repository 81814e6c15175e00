-- What people do with findings, which is only ever added to; and what the newest of it makes of each finding.
create table finding_action (
  number ${numbered},
  finding_id varchar(64) not null references finding (id) on delete cascade,
  kind varchar(16) not null,
  severity smallint not null,
  actor text not null,
  address text not null,
  happened_at bigint not null,
  reason text not null,
  until_at bigint
);

create index finding_action_by_finding on finding_action (finding_id, number);

-- As the newest action that is no comment left it. What was suppressed or closed holds up to that severity; a
-- suppression holds until that time.
alter table finding add column handling varchar(16) not null default 'NEW';
alter table finding add column handled_severity smallint not null default 0;
alter table finding add column handled_until bigint not null default 0;

create index finding_by_severity on finding (severity desc, detected_at desc, id desc);
create index finding_by_observation on finding (last_observed desc, detected_at desc, id desc);
create index finding_by_end on finding (status, last_observed);

-- From here on the name to search by is in lower case; the name itself is in the document.
update finding set workload = lower(workload);

-- Who did what, which is only ever added to.
create table audit (
  number ${numbered},
  happened_at bigint not null,
  actor text not null,
  address text not null,
  what varchar(64) not null,
  subject text not null,
  outcome varchar(16) not null,
  detail text not null
);

create index audit_by_time on audit (happened_at);
create index audit_by_actor on audit (actor, number);
