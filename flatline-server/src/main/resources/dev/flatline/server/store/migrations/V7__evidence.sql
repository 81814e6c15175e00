-- What is needed to draw a finding: its workload's series around it, in the format of SeriesBytes, which has a version.
create table evidence_series (
  finding_id varchar(64) primary key references finding (id) on delete cascade,
  series ${bytes} not null
);
