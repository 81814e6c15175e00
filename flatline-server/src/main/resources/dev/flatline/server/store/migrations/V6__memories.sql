-- What the judgement remembers of workloads with findings that were told since its last snapshot, base64,
-- by a hash of the workload's name.
create table memory (
  id varchar(36) primary key,
  record text not null
);
