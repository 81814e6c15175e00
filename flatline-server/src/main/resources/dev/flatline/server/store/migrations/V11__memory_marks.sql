-- By which what a snapshot makes superfluous is told from what was kept while it was written.
alter table memory add column mark bigint not null default 0;
