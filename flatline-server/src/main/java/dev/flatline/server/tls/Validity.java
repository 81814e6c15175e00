package dev.flatline.server.tls;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long something holds.
///
/// @param id of the warning about it
/// @param what it is, for people
/// @param after what comes of it once it is over
/// @param from since when it holds
/// @param until when it ends
public record Validity(String id, String what, String after, Instant from, Instant until) {
  /// Enough to have one signed where people do that; also the last third of the 90 days after which
  /// most are renewed by programs.
  static final Duration SOON = Duration.ofDays(30);

  /// What lives shorter, such as a list that is new each day, is late in its last third.
  private static final int LAST_PART = 3;

  static Validity ofOwn(X509Certificate one) {
    return of(
        "tls.certificate",
        "The server's certificate",
        "clients refuse the server. Put a new one in its place",
        one);
  }

  static Validity ofAuthority(X509Certificate one) {
    return of(
        "tls.clients.ca",
        "An authority of clients",
        "certificates that it signed are refused. Add its successor, and take it out",
        one);
  }

  private static Validity of(String id, String what, String after, X509Certificate one) {
    return new Validity(
        id,
        what + " (" + one.getSubjectX500Principal().getName() + ")",
        after,
        one.getNotBefore().toInstant(),
        one.getNotAfter().toInstant());
  }

  /// That of a list; empty where it does not say when the next one comes.
  static Optional<Validity> of(X509CRL list) {
    return Optional.ofNullable(list.getNextUpdate())
        .map(
            next ->
                new Validity(
                    "tls.clients.revoked",
                    "The revocation list of " + list.getIssuerX500Principal().getName(),
                    "certificates of clients are refused. Fetch a new one",
                    list.getThisUpdate().toInstant(),
                    next.toInstant()));
  }

  /// Whether it does not hold any more.
  public boolean isOverAt(Instant now) {
    return !now.isBefore(until);
  }

  /// Whether it is in its last part, in which it is to be renewed.
  public boolean endsSoonAt(Instant now) {
    Duration part = Duration.between(from, until).dividedBy(LAST_PART);
    return !now.isBefore(until.minus(part.compareTo(SOON) < 0 ? part : SOON));
  }
}
