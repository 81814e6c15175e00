package dev.flatline.server.http;

import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.policy.WorkloadSelection;
import io.netty.util.AttributeKey;

/// Whose workloads the sender of a request may see, or act on. Where nobody said so it is none.
public final class RequestWorkloads {
  private static final AttributeKey<WorkloadSelection> KEY =
      AttributeKey.valueOf(RequestWorkloads.class, "workloads");

  private RequestWorkloads() {}

  /// Remembers which, once that is known.
  public static void set(ServiceRequestContext context, WorkloadSelection workloads) {
    context.setAttr(KEY, workloads);
  }

  /// Which of the request that is answered on this thread.
  public static WorkloadSelection here() {
    ServiceRequestContext context = ServiceRequestContext.currentOrNull();
    WorkloadSelection known = context == null ? null : context.attr(KEY);
    return known == null ? WorkloadSelection.NOTHING : known;
  }
}
