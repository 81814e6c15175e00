package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.server.http.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Requests whose body is JSON.
final class JsonRequests {
  private JsonRequests() {}

  /// Does what a body asks for.
  interface Doing {
    /// The answer to a body.
    ///
    /// @throws IllegalArgumentException saying what is wrong with it
    HttpResponse of(InputStream body) throws IOException;
  }

  /// The answer, made where it may block: 415 to what is no JSON, 400 to what cannot be understood.
  static HttpResponse answer(ServiceRequestContext context, HttpRequest request, Doing doing) {
    MediaType type = request.contentType();
    if (type == null || !type.isJson()) {
      return Problem.afterAllOf(
          request, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "send it as Content-Type: application/json");
    }
    return HttpResponse.of(
        request
            .aggregate()
            .thenApplyAsync(
                whole -> answer(whole.content().toInputStream(), doing),
                context.blockingTaskExecutor()));
  }

  private static HttpResponse answer(InputStream content, Doing doing) {
    try (InputStream body = content) {
      return doing.of(body);
    } catch (IllegalArgumentException e) {
      return Problem.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
