package dev.flatline.connectors.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The first bytes of an answer's body; the rest is not waited for.
public final class BoundedAnswer implements HttpResponse.BodySubscriber<byte[]> {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final int mostBytes;
  private Flow.@Nullable Subscription subscription;

  private BoundedAnswer(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /// Sends a request and waits for the answer and its body. The time-out of a request itself covers
  /// only the wait for the headers.
  ///
  /// @param mostBytes more of the body is not read
  /// @param within all of it has to come
  /// @throws HttpTimeoutException where it does not
  /// @throws IOException where the network fails
  public static HttpResponse<byte[]> of(
      HttpClient client, HttpRequest request, int mostBytes, Duration within) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> coming =
        client.sendAsync(request, head -> new BoundedAnswer(mostBytes));
    try {
      return coming.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      coming.cancel(true);
      throw new HttpTimeoutException("no answer within " + within.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException e) {
      coming.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] part = new byte[Math.min(buffer.remaining(), mostBytes - bytes.size())];
      buffer.get(part);
      bytes.writeBytes(part);
    }
    if (bytes.size() == mostBytes) {
      if (subscription != null) {
        subscription.cancel();
      }
      onComplete();
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(bytes.toByteArray());
  }
}
