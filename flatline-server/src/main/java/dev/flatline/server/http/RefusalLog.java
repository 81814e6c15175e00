package dev.flatline.server.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.CompletableFuture;

/// Is told of requests that are refused.
@FunctionalInterface
public interface RefusalLog {
  /// Who has not said who they are.
  String UNKNOWN = "unknown";

  /// Tells of one. May wait for the store: not on the threads that serve connections.
  ///
  /// @param who sent it
  /// @param why it is refused
  void refused(String who, String why, ServiceRequestContext context);

  /// Refuses a request before anybody asked who sends it: tells of it, and answers.
  ///
  /// @param why it is refused, for the log
  /// @param detail what is wrong, and what to do, for the sender
  default HttpResponse refuse(
      ServiceRequestContext context,
      HttpRequest request,
      HttpStatus status,
      String why,
      String detail) {
    return HttpResponse.of(
        CompletableFuture.supplyAsync(
            () -> {
              refused(UNKNOWN, why, context);
              return Problem.afterAllOf(request, status, detail);
            },
            context.blockingTaskExecutor()));
  }
}
