package dev.flatline.server.guard;

import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.Actor;
import dev.flatline.server.audit.AuditEntry;
import dev.flatline.server.audit.AuditLog;
import java.time.Instant;
import java.time.InstantSource;

/// Tells the audit log who logged in.
///
/// @param log is told
/// @param clock says when
record LoginLog(AuditLog log, InstantSource clock) {

  void loggedIn(Caller caller, String detail, ServiceRequestContext context) {
    Actor by = new Actor(caller.name(), Refusals.address(context));
    log.write(AuditEntry.done(now(), by, "login", "", detail));
  }

  Instant now() {
    return clock.instant();
  }
}
