-- Tokens by their hashes (SHA-256, hexadecimal): their texts are kept nowhere. Times are milliseconds since 1970.
create table token (
  id varchar(36) primary key,
  hash varchar(64) not null unique,
  name text not null,
  scopes varchar(64) not null,
  created_at bigint not null,
  expires_at bigint,
  used_at bigint
);
