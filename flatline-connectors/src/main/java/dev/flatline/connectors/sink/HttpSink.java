package dev.flatline.connectors.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.net.BackOff;
import dev.flatline.connectors.net.BoundedAnswer;
import dev.flatline.connectors.net.NetworkFailures;
import dev.flatline.connectors.net.TlsContext;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Posts messages over HTTP. Redirects are not followed: a message goes where the configuration
/// says, and nowhere else.
public final class HttpSink implements MessageSink {
  /// Standard Webhooks recommends 15 to 30 s.
  static final Duration TIMEOUT = Duration.ofSeconds(15);

  /// More of an answer is not read.
  private static final int MOST_ANSWER_BYTES = 8 * 1024;

  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpTarget target;
  private final Optional<WebhookSignature> signature;
  private final Duration timeout;
  private final Clock clock;
  private @Nullable HttpClient client;

  /// @param target where to
  public HttpSink(HttpTarget target) {
    this(target, TIMEOUT, Clock.systemUTC());
  }

  HttpSink(HttpTarget target, Duration timeout, Clock clock) {
    this.target = target;
    this.signature = target.signing().map(WebhookSignature::new);
    this.timeout = timeout;
    this.clock = clock;
  }

  @Override
  public Delivery send(Payload payload) {
    try {
      return exchange(request(payload));
    } catch (SourceException e) {
      return failed(String.valueOf(e.getMessage()));
    }
  }

  private Delivery exchange(HttpRequest request) {
    try {
      return judged(BoundedAnswer.of(connected(), request, MOST_ANSWER_BYTES, timeout));
    } catch (IOException e) {
      return failed(NetworkFailures.text(e));
    }
  }

  /// The next try connects anew, with certificates and names as they are then.
  private Delivery failed(String why) {
    close();
    return Delivery.TryAgain.because(why);
  }

  private HttpClient connected() {
    HttpClient known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              // Some servers do not know what to do with an offer of HTTP/2 over plain HTTP.
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(timeout)
              .sslContext(TlsContext.of(target.tls()))
              .build();
      client = known;
    }
    return known;
  }

  private HttpRequest request(Payload payload) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.address().read())
            .timeout(timeout)
            .header("Content-Type", payload.contentType())
            .header("User-Agent", "flatline")
            .POST(HttpRequest.BodyPublishers.ofString(payload.text()));
    target.authorization().ifPresent(secret -> request.header("Authorization", header(secret)));
    signature.ifPresent(
        signer -> {
          long seconds = clock.instant().getEpochSecond();
          request
              .header("webhook-id", payload.id())
              .header("webhook-timestamp", Long.toString(seconds))
              .header("webhook-signature", signer.of(payload.id(), seconds, payload.text()));
        });
    return request.build();
  }

  /// A line's end would be refused with a message that shows the secret.
  private static String header(Secret secret) {
    String value = secret.read();
    if (!value.matches("[ -~]+")) {
      throw new SourceException(
          SourceException.Reason.SETTINGS,
          secret + " holds more than one line of printable ASCII, which no header takes");
    }
    return value;
  }

  private Delivery judged(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    String text = AnswerText.of(new String(answer.body(), UTF_8), target, answer.request().uri());
    String said = "HTTP " + status + (text.isEmpty() ? "" : " (" + text + ")");
    if (status / 100 == 2) {
      return new Delivery.Delivered(said);
    }
    if (status / 100 == 5 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS) {
      return new Delivery.TryAgain(said, BackOff.retryAfter(answer.headers(), clock));
    }
    return new Delivery.Refused(
        status / 100 == 3 ? said + ": redirects are not followed; give the final URL" : said);
  }

  @Override
  public void close() {
    HttpClient known = client;
    client = null;
    if (known != null) {
      known.shutdownNow();
    }
  }

  @Override
  public String toString() {
    return target.toString();
  }
}
