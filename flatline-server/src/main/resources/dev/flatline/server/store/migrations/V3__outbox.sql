-- What each sink was told last of a finding, and what waits to be told. Times are milliseconds since 1970.
create table told (
  sink varchar(64) not null,
  finding_id varchar(64) not null,
  sequence integer not null,
  severity smallint not null,
  status varchar(16) not null,
  last_observed bigint not null,
  primary key (sink, finding_id)
);

create index told_by_status on told (sink, status);

-- A message for one sink: the finding as it was, JSON. Messages of one finding go in the order of their sequence.
create table outbox (
  sink varchar(64) not null,
  finding_id varchar(64) not null,
  sequence integer not null,
  kind varchar(16) not null,
  written_at bigint not null,
  due_at bigint not null,
  attempts integer not null,
  dead smallint not null,
  error text not null,
  document text not null,
  primary key (sink, finding_id, sequence)
);

create index outbox_by_due on outbox (sink, dead, due_at);
