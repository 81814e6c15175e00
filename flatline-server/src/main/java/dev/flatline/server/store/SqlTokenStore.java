package dev.flatline.server.store;

import dev.flatline.server.audit.AuditEntry;
import dev.flatline.server.guard.Grant;
import dev.flatline.server.guard.Scope;
import dev.flatline.server.guard.Token;
import dev.flatline.server.guard.TokenStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tokens in an SQL database. The audit log tells of what changes them in the same transaction.
public final class SqlTokenStore implements TokenStore {
  private static final String ADD =
      """
      insert into token (id, hash, name, scopes, tenants, created_at, expires_at)
      values (:id, :hash, :name, :scopes, :tenants, :created, cast(:expires as bigint))
      """;

  private static final String END =
      """
      update token set expires_at = :at
      where id = :id and (expires_at is null or expires_at > :at)
      """;

  private final Database database;

  /// Those of a database.
  public SqlTokenStore(Database database) {
    this.database = database;
  }

  @Override
  public void add(Token token, String hash, AuditEntry entry) {
    database.write(
        "tokens",
        handle -> {
          handle
              .createUpdate(ADD)
              .bind("id", token.id())
              .bind("hash", hash)
              .bind("name", StorableText.of(token.name()))
              .bind("scopes", scopes(token))
              .bind("tenants", tenants(token))
              .bind("created", token.createdAt().toEpochMilli())
              .bind("expires", token.expiresAt().map(Instant::toEpochMilli).orElse(null))
              .execute();
          SqlAuditLog.write(entry, handle);
        });
  }

  @Override
  public Optional<Token> find(String hash) {
    return database.read(
        "tokens",
        handle ->
            handle
                .createQuery("select * from token where hash = :hash")
                .bind("hash", hash)
                .map((row, context) -> token(row))
                .findOne());
  }

  @Override
  public List<Token> all() {
    return database.read(
        "tokens",
        handle ->
            handle
                .createQuery("select * from token order by created_at, id")
                .map((row, context) -> token(row))
                .list());
  }

  @Override
  public boolean end(String id, Instant at, AuditEntry entry) {
    int[] ended = new int[1];
    database.write(
        "tokens",
        handle -> {
          ended[0] =
              handle
                  .createUpdate(END)
                  .bind("id", StorableText.of(id))
                  .bind("at", at.toEpochMilli())
                  .execute();
          if (ended[0] > 0) {
            SqlAuditLog.write(entry, handle);
          }
        });
    return ended[0] > 0;
  }

  @Override
  public void used(String id, Instant at) {
    database.write(
        "tokens",
        handle ->
            handle
                .createUpdate("update token set used_at = :at where id = :id")
                .bind("id", id)
                .bind("at", at.toEpochMilli())
                .execute());
  }

  private static String scopes(Token token) {
    return token.grant().scopes().stream()
        .map(Scope::label)
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static @Nullable String tenants(Token token) {
    return token
        .grant()
        .tenants()
        .map(names -> names.stream().sorted().collect(Collectors.joining(",")))
        .orElse(null);
  }

  private static Grant grant(ResultSet row) throws SQLException {
    Set<Scope> scopes =
        Arrays.stream(row.getString("scopes").split(",", -1))
            .map(Scope::of)
            .collect(Collectors.toSet());
    return new Grant(
        scopes,
        Optional.ofNullable(row.getString("tenants")).map(names -> Set.of(names.split(",", -1))));
  }

  private static Token token(ResultSet row) throws SQLException {
    return new Token(
        row.getString("id"),
        row.getString("name"),
        grant(row),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Columns.time(row, "expires_at"),
        Columns.time(row, "used_at"));
  }
}
