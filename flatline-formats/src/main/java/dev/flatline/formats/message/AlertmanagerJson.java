package dev.flatline.formats.message;

import static dev.flatline.formats.message.JsonLine.object;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/// Alerts for Alertmanager's API v2 (`POST /api/v2/alerts`). Labels tell which alert it is, so
/// nothing is a label that changes while a finding lasts: the severity is an annotation. An open
/// finding's alert lapses unless it is sent again, and so does that of a warning.
public final class AlertmanagerJson implements WarningEncoder {
  /// How often alerts of open findings and of warnings are sent again, as Prometheus does (its
  /// `--rules.alert.resend-delay`).
  public static final Duration SENT_AGAIN_EVERY = Duration.ofMinutes(1);

  /// An alert that was not sent again for so long is over: four sendings, as with Prometheus.
  static final Duration LAPSES_AFTER = SENT_AGAIN_EVERY.multipliedBy(4);

  /// Labels of a workload by which people route; they are part of its name and never change.
  private static final List<String> ROUTED_BY = List.of("cluster", "namespace");

  private final InstantSource clock;
  private final Map<String, String> labels;

  /// @param clock when alerts are sent
  /// @param labels more labels of every alert, for routing
  public AlertmanagerJson(InstantSource clock, Map<String, String> labels) {
    this.clock = clock;
    this.labels = Map.copyOf(labels);
  }

  @Override
  public String encode(Message message) {
    return encode(List.of(message));
  }

  /// Several alerts in one request.
  public String encode(List<Message> messages) {
    Instant now = clock.instant();
    return JsonLine.of(
        json -> {
          json.writeStartArray();
          messages.forEach(message -> JsonLine.writeObject(json, to -> write(to, message, now)));
          json.writeEndArray();
        });
  }

  @Override
  public String encode(WarningMessage message) {
    Instant now = clock.instant();
    return JsonLine.of(
        json -> {
          json.writeStartArray();
          JsonLine.writeObject(json, alert -> write(alert, message, now));
          json.writeEndArray();
        });
  }

  private void write(JsonGenerator alert, Message message, Instant now) {
    object(alert, "labels", to -> labels(message).forEach(to::writeStringProperty));
    object(alert, "annotations", to -> writeAnnotations(to, message));
    writeTimes(alert, message.finding().firstObserved(), message.isOver(), now);
    writePage(alert, message.page());
  }

  private void write(JsonGenerator alert, WarningMessage message, Instant now) {
    object(alert, "labels", to -> labels(message.warning()).forEach(to::writeStringProperty));
    object(alert, "annotations", to -> writeAnnotations(to, message));
    writeTimes(alert, message.warning().since(), message.isOver(), now);
    writePage(alert, message.page());
  }

  /// A clock of the telemetry's that is ahead of ours would make an alert that ends before it
  /// begins.
  private static void writeTimes(JsonGenerator alert, Instant began, boolean over, Instant now) {
    Instant starts = began.isBefore(now) ? began : now;
    Instant ends = over ? now : now.plus(LAPSES_AFTER);
    alert.writeStringProperty("startsAt", starts.toString());
    alert.writeStringProperty("endsAt", ends.toString());
  }

  private static void writePage(JsonGenerator alert, Optional<URI> page) {
    page.ifPresent(address -> alert.writeStringProperty("generatorURL", address.toString()));
  }

  private Map<String, String> labels(Message message) {
    Map<String, String> all = new TreeMap<>(labels);
    Map<String, String> own = message.finding().workload().labels();
    for (String name : ROUTED_BY) {
      String value = own.getOrDefault(name, "");
      if (!value.isEmpty()) {
        all.put(name, value);
      }
    }
    all.put("alertname", message.kind() == MessageKind.TEST ? "FlatlineTest" : "FlatlineFinding");
    all.put("workload", message.finding().workload().name());
    all.put("finding", message.finding().id());
    return all;
  }

  /// Two servers can have the same warning; who has two on one host names them by a label `server`.
  private Map<String, String> labels(ServerWarning warning) {
    Map<String, String> all = new TreeMap<>(labels);
    if (!warning.server().isEmpty()) {
      all.putIfAbsent("server", warning.server());
    }
    all.put("alertname", "FlatlineWarning");
    all.put("warning", warning.id());
    return all;
  }

  private static void writeAnnotations(JsonGenerator to, WarningMessage message) {
    to.writeStringProperty("summary", message.subject());
    to.writeStringProperty("description", message.description());
    to.writeStringProperty("severity", message.warning().severity().label());
  }

  private static void writeAnnotations(JsonGenerator to, Message message) {
    to.writeStringProperty("summary", message.title());
    to.writeStringProperty("description", message.finding().summary());
    to.writeStringProperty("severity", message.finding().severity().label());
    to.writeStringProperty("technique", message.finding().technique().id());
    to.writeStringProperty("cost", message.cost());
    to.writeStringProperty("evidence", FindingWords.evidence(message.finding()));
    to.writeStringProperty("next", String.join("\n", message.finding().nextSteps()));
  }
}
