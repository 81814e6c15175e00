-- Of which tenants a token is, by their names with commas between them; null for those of the whole server.
alter table token add column tenants text;

-- Labels of the workload in lower case, each as a line name=value with a line break before and after; null where the finding was kept
-- before this column was there.
alter table finding add column labels text;
