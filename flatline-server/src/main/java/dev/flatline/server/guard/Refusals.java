package dev.flatline.server.guard;

import com.linecorp.armeria.common.CommonPools;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.Actor;
import dev.flatline.server.audit.AuditEntry;
import dev.flatline.server.audit.AuditLog;
import dev.flatline.server.http.RefusalLog;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was refused: told to the audit log, and counted. Of one address at most [#MOST_AUDITED] are
/// told of in a minute, so that nobody fills the log; the next entry says how many were not.
public final class Refusals implements RefusalLog {
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

  /// How many requests and connections were refused since the start.
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
    refused(UNKNOWN, why, context);
  }

  /// Whether one more login by the provider from this address is looked at. Counted by itself:
  /// while a provider refuses people, tokens still log in.
  boolean allowsProviderLogin(ServiceRequestContext context) {
    return providerLogins.allows(address(context), System.nanoTime());
  }

  /// A login by the provider failed.
  void providerLoginFailed(String why, ServiceRequestContext context) {
    providerLogins.failed(address(context), System.nanoTime());
    refused(UNKNOWN, why, context);
  }

  /// Tells of one. The refusal stands where the log takes nothing.
  @Override
  public void refused(String who, String why, ServiceRequestContext context) {
    counted(
            new Actor(who, address(context)),
            "request",
            context.method() + " " + context.path(),
            why)
        .ifPresent(this::write);
  }

  /// Tells of a connection that is refused before anything is asked. Never waits: the log is
  /// written by another thread.
  ///
  /// @param why it is refused
  /// @param from where it comes from
  public void refusedConnection(String why, InetAddress from) {
    counted(new Actor(UNKNOWN, from.getHostAddress()), "connection", "TLS", why)
        .ifPresent(entry -> CommonPools.blockingTaskExecutor().execute(() -> write(entry)));
  }

  /// Counts one.
  ///
  /// @return what the log is told; empty where it was told enough of this address
  private Optional<AuditEntry> counted(Actor by, String what, String subject, String why) {
    all.incrementAndGet();
    if (!audited.allows(by.address(), System.nanoTime())) {
      unaudited.incrementAndGet();
      return Optional.empty();
    }
    audited.failed(by.address(), System.nanoTime());
    long more = unaudited.getAndSet(0);
    return Optional.of(
        new AuditEntry(
            clock.instant(),
            by,
            what,
            subject,
            AuditEntry.Outcome.REFUSED,
            more == 0 ? why : why + "; " + more + " more were refused before it"));
  }

  private void write(AuditEntry entry) {
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
