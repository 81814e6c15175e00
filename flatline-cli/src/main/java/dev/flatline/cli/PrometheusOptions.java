package dev.flatline.cli;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.TelemetrySource;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.connectors.prometheus.PrometheusSettings;
import dev.flatline.connectors.prometheus.PrometheusSource;
import dev.flatline.connectors.prometheus.client.Credentials;
import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.connectors.prometheus.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for reading from a Prometheus.
final class PrometheusOptions {
  private static final PrometheusDuration USUAL_RANGE = new PrometheusDuration(Duration.ofDays(7));
  private static final Duration LONGEST_AHEAD = Duration.ofDays(366);

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      description =
          "Prometheus, Thanos, Mimir or VictoriaMetrics: what comes before /api/v1"
              + " (docs/how-to/hunt-prometheus.md).")
  private @Nullable String url;

  @Option(
      names = "--last",
      paramLabel = "DURATION",
      converter = PrometheusDuration.Converter.class,
      description = "Hunt through the time up to now, such as 6h or 7d (default: 7d).")
  private @Nullable PrometheusDuration last;

  @Option(names = "--from", paramLabel = "TIME", description = "Hunt from this time (ISO-8601).")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Hunt up to this time (default: the present).")
  private @Nullable String to;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "How metrics and labels map to workloads: auto, kubernetes, node, otel-host, windows,"
              + " dcgm, nvidia-smi, cloudwatch, or a file (default: auto).")
  private String profile = "auto";

  @Option(
      names = "--step",
      paramLabel = "DURATION",
      converter = PrometheusDuration.Converter.class,
      description = "Time between samples (default: the scrape interval, coarser for long ranges).")
  private @Nullable PrometheusDuration step;

  @Option(
      names = "--history",
      paramLabel = "DURATION",
      converter = PrometheusDuration.Converter.class,
      description = "Earlier time to learn each workload's own past from (default: 30d).")
  private PrometheusDuration history = new PrometheusDuration(PrometheusSettings.LONGEST_HISTORY);

  @Option(
      names = "--bearer-token-file",
      paramLabel = "FILE",
      description = "A file that holds a bearer token; read anew for every request.")
  private @Nullable Path bearerTokenFile;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "User name for basic authentication.")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "A file that holds the password for --user.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Trust these certificate authorities (PEM) instead of the platform's.")
  private @Nullable Path authorities;

  @Option(names = "--cert", paramLabel = "FILE", description = "Client certificate (PEM).")
  private @Nullable Path certificate;

  @Option(names = "--key", paramLabel = "FILE", description = "Its private key (PEM).")
  private @Nullable Path key;

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "Send this header, for example X-Scope-OrgID=team-a. May be given again.")
  private Map<String, String> headers = new LinkedHashMap<>();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = PrometheusDuration.Converter.class,
      description = "How long to wait for an answer (default: 2m).")
  private PrometheusDuration timeout = new PrometheusDuration(PrometheusEndpoint.DEFAULT_TIMEOUT);

  boolean given() {
    return url != null;
  }

  /// The source.
  ///
  /// @param now what "up to now" means
  TelemetrySource source(Instant now) {
    if (timeout.value().isZero()) {
      throw usage("--timeout: " + timeout + " is no time to wait");
    }
    PrometheusEndpoint endpoint =
        endpoint()
            .withTls(new TlsSettings(Optional.ofNullable(authorities), clientCertificate()))
            .withHeaders(headers)
            .withTimeout(timeout.value());
    Optional<Credentials> credentials = credentials();
    return new PrometheusSource(
        credentials.map(endpoint::withCredentials).orElse(endpoint), settings(now));
  }

  private PrometheusEndpoint endpoint() {
    try {
      return PrometheusEndpoint.of(String.valueOf(url));
    } catch (SourceException e) {
      throw usage("--prometheus: " + e.getMessage());
    }
  }

  /// The options as they were given, but for secrets, for a command that repeats the hunt.
  String asGiven() {
    StringBuilder text =
        new StringBuilder(" --prometheus ").append(PrometheusEndpoint.of(String.valueOf(url)));
    append(text, "--last", last);
    append(text, "--from", from);
    append(text, "--to", to);
    append(text, "--profile", profile.equals("auto") ? null : profile);
    append(text, "--step", step);
    return text.toString();
  }

  private static void append(StringBuilder text, String name, @Nullable Object value) {
    if (value != null) {
      text.append(' ').append(name).append(' ').append(value);
    }
  }

  private PrometheusSettings settings(Instant now) {
    if (last != null && (from != null || to != null)) {
      throw usage("--last and --from or --to exclude each other");
    }
    if (to != null && from == null) {
      throw usage("--to needs --from");
    }
    requireProfile();
    requireLengths();
    Instant end = to == null ? now : time("--to", to, now);
    Instant start = from == null ? back(end) : time("--from", from, now);
    if (!start.isBefore(end)) {
      throw usage("--from " + start + " is not before " + (to == null ? "now, " : "--to ") + end);
    }
    return new PrometheusSettings(
        profile,
        start,
        end,
        Optional.ofNullable(step).map(PrometheusDuration::value),
        history.value());
  }

  private void requireProfile() {
    try {
      if (!profile.equals(Profiles.AUTO)) {
        Profiles.chosen(profile);
      }
    } catch (SourceException e) {
      throw usage("--profile: " + e.getMessage());
    }
  }

  private void requireLengths() {
    Duration shortest = PrometheusSettings.SHORTEST_STEP;
    if (step != null && step.value().compareTo(shortest) < 0) {
      throw usage("--step: " + step + " is shorter than " + new PrometheusDuration(shortest));
    }
    Duration longest = PrometheusSettings.LONGEST_HISTORY;
    if (history.value().compareTo(longest) > 0) {
      throw usage("--history: " + history + " is longer than " + longest.toDays() + "d");
    }
  }

  /// The beginning of the range that `--last` asks for.
  private Instant back(Instant end) {
    PrometheusDuration range = last == null ? USUAL_RANGE : last;
    if (range.value().isZero()) {
      throw usage("--last: " + range + " is no time to hunt through");
    }
    Instant start = end.minus(range.value());
    if (start.isBefore(Instant.EPOCH)) {
      throw usage("--last: " + range + " reaches back to before 1970");
    }
    return start;
  }

  private Optional<Credentials> credentials() {
    if (bearerTokenFile != null && user != null) {
      throw usage("--bearer-token-file and --user exclude each other");
    }
    if (bearerTokenFile != null) {
      return Optional.of(new Credentials.BearerFrom(new Secret.OfFile(bearerTokenFile)));
    }
    if (user == null) {
      if (passwordFile != null) {
        throw usage("--password-file needs --user");
      }
      return Optional.empty();
    }
    if (passwordFile == null) {
      throw usage("--user needs --password-file");
    }
    try {
      return Optional.of(new Credentials.Basic(user, Files.readString(passwordFile).strip()));
    } catch (IOException e) {
      throw usage("cannot read the password file " + passwordFile + ": " + IoFailures.reason(e));
    }
  }

  private Optional<TlsSettings.ClientCertificate> clientCertificate() {
    if ((certificate == null) != (key == null)) {
      throw usage("--cert and --key go together");
    }
    return certificate == null || key == null
        ? Optional.empty()
        : Optional.of(new TlsSettings.ClientCertificate(certificate, key));
  }

  /// A time that the clock of a server can have.
  private static Instant time(String option, String text, Instant now) {
    Instant time;
    try {
      time = OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw usage(option + ": '" + text + "' is not a time such as 2026-11-21T00:00:00Z");
    }
    if (time.isBefore(Instant.EPOCH)) {
      throw usage(option + ": " + time + " is before 1970");
    }
    if (time.isAfter(now.plus(LONGEST_AHEAD))) {
      throw usage(option + ": " + time + " is more than a year ahead");
    }
    return time;
  }

  private static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message);
  }
}
