package dev.flatline.server.http;

import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.policy.WorkloadSelection;
import io.netty.util.AttributeKey;

/// Whose workloads the sender of a request may see, or act on. Where nobody said so it is none.
public final class RequestWorkloads {
  private static final AttributeKey<WorkloadSelection> KEY =
      AttributeKey.valueOf(RequestWorkloads.class, "workloads");
  private static final AttributeKey<Boolean> WHOLE_SERVER =
      AttributeKey.valueOf(RequestWorkloads.class, "whole server");

  private RequestWorkloads() {}

  /// Remembers which, once that is known.
  ///
  /// @param wholeServer whether the sender is of no tenant, and may know of the server itself
  public static void set(
      ServiceRequestContext context, WorkloadSelection workloads, boolean wholeServer) {
    context.setAttr(KEY, workloads);
    context.setAttr(WHOLE_SERVER, wholeServer);
  }

  /// Whether the sender of the request that is answered on this thread may know of the server
  /// itself. A tenant may not, also one that sees every workload.
  public static boolean ofWholeServer() {
    ServiceRequestContext context = ServiceRequestContext.currentOrNull();
    return context != null && Boolean.TRUE.equals(context.attr(WHOLE_SERVER));
  }

  /// Which of the request that is answered on this thread.
  public static WorkloadSelection here() {
    ServiceRequestContext context = ServiceRequestContext.currentOrNull();
    WorkloadSelection known = context == null ? null : context.attr(KEY);
    return known == null ? WorkloadSelection.NOTHING : known;
  }
}
