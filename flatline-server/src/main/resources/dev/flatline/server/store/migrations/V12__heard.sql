-- When sources of telemetry (way 'source') and those who send it (by the way in) were last heard, in milliseconds since 1970.
-- All of it is written anew each time.
create table heard (
  way varchar(32) not null,
  name text not null,
  heard_at bigint not null
);
