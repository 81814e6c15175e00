package dev.flatline.cli.doctor;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.net.TlsContext;
import dev.flatline.formats.text.TimeText;
import dev.flatline.server.poll.PolledServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// This machine's clock beside those of the servers that are asked, by the `Date` of their answers.
record ClockCheck(List<PolledServer> servers) implements Check {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  /// For all of them.
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /// Samples may come a minute late; a `Date` is cut to the second, and travels.
  private static final Duration APART = Duration.ofSeconds(30);

  /// Samples further ahead are dropped.
  private static final Duration FAR_APART = Duration.ofMinutes(10);

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public Duration limit() {
    return LIMIT;
  }

  @Override
  public List<CheckResult> look() {
    return servers.isEmpty()
        ? List.of(CheckResult.skipped(name(), "there is no source to compare it with"))
        : servers.stream().map(this::look).toList();
  }

  private CheckResult look(PolledServer server) {
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(ANSWER)
            .sslContext(TlsContext.of(server.endpoint().tls()))
            .build()) {
      HttpRequest request =
          HttpRequest.newBuilder(server.endpoint().baseUrl()).timeout(ANSWER).build();
      HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
      Optional<Instant> theirs = answer.headers().firstValue("date").flatMap(ClockCheck::parsed);
      return theirs
          .map(one -> compared(server.name(), Duration.between(one, Instant.now())))
          .orElseGet(() -> CheckResult.skipped(name(), server.name() + " does not tell its time"));
    } catch (IOException | SourceException e) {
      return CheckResult.skipped(name(), server.name() + " cannot be asked for its time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CheckResult.skipped(name(), "interrupted");
    }
  }

  private static Optional<Instant> parsed(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// @param ahead how much further this machine is
  CheckResult compared(String server, Duration ahead) {
    Duration apart = ahead.abs();
    String found =
        TimeText.duration(apart) + (ahead.isNegative() ? " behind " : " ahead of ") + server;
    String advice = "set both by NTP: what comes with a wrong time is dropped";
    if (apart.compareTo(FAR_APART) > 0) {
      return CheckResult.problem(name(), found, advice);
    }
    return apart.compareTo(APART) > 0
        ? CheckResult.warning(name(), found, advice)
        : CheckResult.ok(name(), "the same as that of " + server);
  }
}
