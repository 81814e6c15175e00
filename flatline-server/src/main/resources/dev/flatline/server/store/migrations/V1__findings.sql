-- Findings, the newest state of each. What is asked by stands in columns of its own; the whole is JSON, as
-- docs/reference/finding.schema.json describes it. Times are milliseconds since 1970.
create table finding (
  id varchar(64) primary key,
  workload text not null,
  severity smallint not null,
  status varchar(16) not null,
  detected_at bigint not null,
  last_observed bigint not null,
  document text not null
);

create index finding_by_detection on finding (detected_at desc, id desc);
