package dev.flatline.server.guard;

import dev.flatline.server.audit.AuditLog;
import dev.flatline.server.http.BrowserCookie;
import java.time.Clock;

/// All that guards a server.
///
/// @param guard lets requests through
/// @param logins let people in
/// @param tokens are made and revoked
/// @param refusals count who may not
/// @param own is what the server shows itself
public record Access(Guard guard, Logins logins, Tokens tokens, Refusals refusals, OwnToken own) {

  /// That of a server.
  ///
  /// @param required whether everybody has to say who they are
  /// @param secure whether browsers reach it by TLS
  public static Access of(
      TokenStore store,
      AuditLog log,
      Clock clock,
      boolean required,
      boolean secure,
      Callers.Certificates certificates,
      Tenants tenants) {
    Tokens tokens = new Tokens(store, clock);
    Sessions sessions = new Sessions(clock);
    BrowserCookie cookie = new BrowserCookie("flatline", secure);
    OwnToken own = new OwnToken("canary");
    Refusals refusals = new Refusals(log, clock);
    return new Access(
        new Guard(
            new Callers(tokens, sessions, cookie, certificates, own), refusals, required, tenants),
        new Logins(tokens, sessions, cookie, refusals, new LoginLog(log, clock)),
        tokens,
        refusals,
        own);
  }
}
