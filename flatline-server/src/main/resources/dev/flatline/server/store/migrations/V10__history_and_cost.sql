-- What became of findings, which is only ever added to: severities (RATED), and which sinks were told (TOLD, with what)
-- or given up (NOT_TOLD, with the reason). Times are milliseconds since 1970.
create table finding_event (
  number ${numbered},
  finding_id varchar(64) not null references finding (id) on delete cascade,
  kind varchar(16) not null,
  happened_at bigint not null,
  severity smallint not null,
  sink varchar(64) not null,
  detail text not null
);

create index finding_event_by_finding on finding_event (finding_id, number);

-- What findings cost so far, in millionths of money, or of core-hours where there is no price: to sort by.
alter table finding add column cost bigint not null default 0;

create index finding_by_cost on finding (cost desc, detected_at desc, id desc);
