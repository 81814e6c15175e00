package dev.flatline.server.guard;

import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.Actor;
import dev.flatline.server.audit.AuditEntry;
import dev.flatline.server.audit.AuditLog;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was refused: told to the audit log, and counted. Of one address at most [#MOST_AUDITED] are
/// told of in a minute, so that nobody fills the log; the next entry says how many were not.
public final class Refusals {
  /// One a second tells as much as all.
  static final int MOST_AUDITED = 60;

  /// Wrong logins of an address in a minute; OWASP ASVS 5.0, 6.3.1 asks for a limit and leaves the
  /// number open, and people mistype less often.
  static final int MOST_LOGINS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final AuditLog log;
  private final Clock clock;
  private final FailureLimits audited = new FailureLimits(MOST_AUDITED);
  private final FailureLimits logins = new FailureLimits(MOST_LOGINS);
  private final FailureLimits providerLogins = new FailureLimits(MOST_LOGINS);
  private final AtomicLong all = new AtomicLong();
  private final AtomicLong unaudited = new AtomicLong();

  /// @param log is told of them
  Refusals(AuditLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /// How many requests were refused since the start.
  public long count() {
    return all.get();
  }

  /// Whether one more login from this address is looked at.
  boolean allowsLogin(ServiceRequestContext context) {
    return logins.allows(address(context), System.nanoTime());
  }

  /// A login failed.
  void loginFailed(String why, ServiceRequestContext context) {
    logins.failed(address(context), System.nanoTime());
    refused("unknown", why, context);
  }

  /// Whether one more login by the provider from this address is looked at. Counted by itself:
  /// while a provider refuses people, tokens still log in.
  boolean allowsProviderLogin(ServiceRequestContext context) {
    return providerLogins.allows(address(context), System.nanoTime());
  }

  /// A login by the provider failed.
  void providerLoginFailed(String why, ServiceRequestContext context) {
    providerLogins.failed(address(context), System.nanoTime());
    refused("unknown", why, context);
  }

  /// Tells of one. The refusal stands where the log takes nothing.
  void refused(String who, String why, ServiceRequestContext context) {
    all.incrementAndGet();
    String address = address(context);
    if (!audited.allows(address, System.nanoTime())) {
      unaudited.incrementAndGet();
      return;
    }
    audited.failed(address, System.nanoTime());
    long more = unaudited.getAndSet(0);
    AuditEntry entry =
        new AuditEntry(
            clock.instant(),
            new Actor(who, address),
            "request",
            context.method() + " " + context.path(),
            AuditEntry.Outcome.REFUSED,
            more == 0 ? why : why + "; " + more + " more were refused before it");
    try {
      log.write(entry);
    } catch (RuntimeException e) {
      LOG.error("the audit log does not take {}: {}", entry, e.toString());
    }
  }

  static String address(ServiceRequestContext context) {
    return context.clientAddress().getHostAddress();
  }
}
