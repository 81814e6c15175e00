package dev.flatline.formats.message;

import static dev.flatline.formats.message.JsonLine.object;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.telemetry.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// A document of the Elastic Common Schema with `event.kind: alert`.
public final class EcsJson implements MessageEncoder {
  /// The version of ECS whose field names these are.
  static final String VERSION = "8.17.0";

  private final Sender sender;

  /// @param sender which product says it
  public EcsJson(Sender sender) {
    this.sender = sender;
  }

  @Override
  public String encode(Message message) {
    return JsonLine.object(json -> write(json, message));
  }

  private void write(JsonGenerator json, Message message) {
    Finding finding = message.finding();
    json.writeStringProperty("@timestamp", message.at().toString());
    json.writeStringProperty("message", message.title());
    object(json, "ecs", ecs -> ecs.writeStringProperty("version", VERSION));
    object(json, "event", event -> writeEvent(event, message));
    object(json, "observer", this::writeObserver);
    object(json, "rule", rule -> writeRule(rule, finding));
    object(json, "threat", threat -> writeThreat(threat, finding));
    writePlace(json, finding.workload());
    object(json, "labels", labels -> writeLabels(labels, finding));
    JsonLine.texts(
        json,
        "tags",
        message.kind() == MessageKind.TEST ? List.of("flatline", "test") : List.of("flatline"));
  }

  private static void writeEvent(JsonGenerator event, Message message) {
    Finding finding = message.finding();
    boolean test = message.kind() == MessageKind.TEST;
    event.writeStringProperty("kind", test ? "event" : "alert");
    JsonLine.texts(event, "category", List.of("intrusion_detection"));
    JsonLine.texts(event, "type", List.of("info"));
    event.writeStringProperty("action", "finding-" + message.kind().label());
    event.writeStringProperty("id", message.id());
    event.writeStringProperty("module", "flatline");
    event.writeStringProperty("dataset", "flatline.finding");
    event.writeNumberProperty("severity", severity(finding.severity()));
    event.writeStringProperty("start", finding.firstObserved().toString());
    event.writeStringProperty("end", finding.lastObserved().toString());
    event.writeStringProperty("created", finding.detectedAt().toString());
    event.writeStringProperty("reason", finding.summary() + "\n" + FindingWords.evidence(finding));
    message.page().ifPresent(page -> event.writeStringProperty("url", page.toString()));
  }

  /// The scores that Elastic's own rules give to these severities.
  private static int severity(Severity severity) {
    return switch (severity) {
      case LOW -> 21;
      case MEDIUM -> 47;
      case HIGH -> 73;
    };
  }

  private void writeObserver(JsonGenerator observer) {
    observer.writeStringProperty("vendor", Sender.PRODUCT);
    observer.writeStringProperty("product", Sender.PRODUCT);
    observer.writeStringProperty("version", sender.version());
    if (!sender.host().isEmpty()) {
      observer.writeStringProperty("hostname", sender.host());
    }
  }

  private static void writeRule(JsonGenerator rule, Finding finding) {
    rule.writeStringProperty("name", "cryptomining");
    rule.writeStringProperty("category", "behaviour");
    rule.writeStringProperty("description", finding.summary());
  }

  private static void writeThreat(JsonGenerator threat, Finding finding) {
    AttackTechnique technique = AttackTechnique.of(finding.technique());
    threat.writeStringProperty("framework", "MITRE ATT&CK");
    object(
        threat,
        "tactic",
        to -> writeLists(to, AttackTechnique.TACTIC_ID, AttackTechnique.TACTIC_NAME));
    object(
        threat,
        "technique",
        to -> {
          writeLists(to, technique.id(), technique.name());
          technique
              .sub()
              .ifPresent(
                  sub -> object(to, "subtechnique", in -> writeLists(in, sub.id(), sub.name())));
        });
  }

  private static void writeLists(JsonGenerator to, String id, String name) {
    JsonLine.texts(to, "id", List.of(id));
    JsonLine.texts(to, "name", List.of(name));
  }

  /// Where the workload runs, as far as its labels say.
  private static void writePlace(JsonGenerator json, Workload workload) {
    Map<String, String> labels = workload.labels();
    first(labels, "node", "host", "host_name", "Hostname", "instance")
        .ifPresent(host -> object(json, "host", to -> to.writeStringProperty("name", host)));
    first(labels, "container")
        .ifPresent(name -> object(json, "container", to -> to.writeStringProperty("name", name)));
    if (labels.containsKey("namespace")) {
      object(json, "orchestrator", to -> writeOrchestrator(to, labels));
    }
  }

  private static void writeOrchestrator(JsonGenerator to, Map<String, String> labels) {
    to.writeStringProperty("type", "kubernetes");
    first(labels, "namespace").ifPresent(name -> to.writeStringProperty("namespace", name));
    first(labels, "cluster").ifPresent(name -> object(to, "cluster", named(name)));
    first(labels, "pod")
        .ifPresent(
            pod ->
                object(
                    to,
                    "resource",
                    resource -> {
                      resource.writeStringProperty("type", "pod");
                      resource.writeStringProperty("name", pod);
                    }));
  }

  private static Consumer<JsonGenerator> named(String name) {
    return to -> to.writeStringProperty("name", name);
  }

  private static Optional<String> first(Map<String, String> labels, String... names) {
    return Stream.of(names)
        .map(name -> labels.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /// Keys of ECS' labels have no points in them: they would be objects.
  private static void writeLabels(JsonGenerator to, Finding finding) {
    Map<String, String> labels = new TreeMap<>();
    finding
        .workload()
        .labels()
        .forEach((name, value) -> labels.put("workload_" + name.replace('.', '_'), value));
    labels.put("workload", finding.workload().name());
    labels.put("finding", finding.id());
    labels.put("severity", finding.severity().label());
    labels.put("status", finding.status() == Finding.Status.OPEN ? "open" : "closed");
    labels.put("next", String.join("\n", finding.nextSteps()));
    labels.forEach(to::writeStringProperty);
  }
}
