package dev.flatline.formats.message;

import static dev.flatline.formats.message.JsonLine.object;

import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.Workload;
import java.time.Instant;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/// A Detection Finding of the Open Cybersecurity Schema Framework, class 2004. Of its attributes
/// only such are sent as mean the same from OCSF 1.4 on.
public final class OcsfJson implements MessageEncoder {
  /// The version of OCSF that is declared.
  static final String VERSION = "1.5.0";

  static final int CLASS_UID = 2004;
  private static final int FINDINGS = 2;
  private static final int STATUS_NEW = 1;
  private static final int STATUS_RESOLVED = 4;
  private static final int BEHAVIORAL = 2;
  private static final int OTHER = 99;
  private static final int VERDICT_TEST = 6;
  private static final int VERDICT_SUSPICIOUS = 4;
  private static final double PER_CENT = 100;

  private final Sender sender;

  /// @param sender which product says it
  public OcsfJson(Sender sender) {
    this.sender = sender;
  }

  @Override
  public String encode(Message message) {
    return JsonLine.object(json -> write(json, message));
  }

  private void write(JsonGenerator json, Message message) {
    Finding finding = message.finding();
    writeClass(json, message);
    writeStatus(json, message);
    json.writeNumberProperty("time", message.at().toEpochMilli());
    writeTime(json, "start_time", finding.firstObserved());
    writeTime(json, "end_time", finding.lastObserved());
    json.writeStringProperty("message", message.title());
    writeConfidence(json, finding.confidence());
    object(json, "metadata", to -> writeMetadata(to, message));
    object(json, "finding_info", to -> writeInfo(to, message));
    json.writeName("evidences").writeStartArray();
    finding.evidence().forEach(evidence -> writeEvidence(json, evidence, message));
    json.writeEndArray();
    json.writeName("resources").writeStartArray();
    JsonLine.writeObject(json, to -> writeResource(to, finding.workload()));
    json.writeEndArray();
    if (!finding.nextSteps().isEmpty()) {
      object(
          json,
          "remediation",
          to -> to.writeStringProperty("desc", String.join("\n", finding.nextSteps())));
    }
    object(
        json,
        "unmapped",
        to -> {
          to.writeStringProperty("cost", message.cost());
          JsonLine.texts(to, "context", finding.context());
          JsonLine.texts(to, "unknowns", finding.unknowns());
        });
  }

  private static void writeClass(JsonGenerator json, Message message) {
    int activity = activity(message.kind());
    json.writeNumberProperty("category_uid", FINDINGS);
    json.writeStringProperty("category_name", "Findings");
    json.writeNumberProperty("class_uid", CLASS_UID);
    json.writeStringProperty("class_name", "Detection Finding");
    json.writeNumberProperty("activity_id", activity);
    json.writeStringProperty("activity_name", activityName(message.kind()));
    json.writeNumberProperty("type_uid", CLASS_UID * 100L + activity);
    json.writeStringProperty("type_name", "Detection Finding: " + activityName(message.kind()));
  }

  private static void writeStatus(JsonGenerator json, Message message) {
    boolean test = message.kind() == MessageKind.TEST;
    json.writeNumberProperty("severity_id", test ? 1 : severity(message.finding()));
    json.writeStringProperty("severity", test ? "Informational" : severityName(message.finding()));
    boolean over = message.isOver();
    json.writeNumberProperty("status_id", over ? STATUS_RESOLVED : STATUS_NEW);
    json.writeStringProperty("status", over ? "Resolved" : "New");
    json.writeBooleanProperty("is_alert", !test && !over);
  }

  private static int activity(MessageKind kind) {
    return switch (kind) {
      case OPENED -> 1;
      case CHANGED -> 2;
      case CLOSED -> 3;
      case TEST -> OTHER;
    };
  }

  private static String activityName(MessageKind kind) {
    return switch (kind) {
      case OPENED -> "Create";
      case CHANGED -> "Update";
      case CLOSED -> "Close";
      case TEST -> "Test";
    };
  }

  private static int severity(Finding finding) {
    return switch (finding.severity()) {
      case LOW -> 2;
      case MEDIUM -> 3;
      case HIGH -> 4;
    };
  }

  private static String severityName(Finding finding) {
    return switch (finding.severity()) {
      case LOW -> "Low";
      case MEDIUM -> "Medium";
      case HIGH -> "High";
    };
  }

  /// Thirds of the probability, as OCSF knows three degrees.
  private static void writeConfidence(JsonGenerator json, double probability) {
    int third = probability < 1.0 / 3 ? 1 : probability < 2.0 / 3 ? 2 : 3;
    json.writeNumberProperty("confidence_id", third);
    json.writeStringProperty(
        "confidence",
        switch (third) {
          case 1 -> "Low";
          case 2 -> "Medium";
          default -> "High";
        });
    json.writeNumberProperty("confidence_score", Math.round(probability * PER_CENT));
  }

  private void writeMetadata(JsonGenerator to, Message message) {
    to.writeStringProperty("version", VERSION);
    to.writeStringProperty("uid", message.id());
    object(
        to,
        "product",
        product -> {
          product.writeStringProperty("name", Sender.PRODUCT);
          product.writeStringProperty("vendor_name", Sender.PRODUCT);
          product.writeStringProperty("version", sender.version());
        });
  }

  private static void writeInfo(JsonGenerator to, Message message) {
    Finding finding = message.finding();
    to.writeStringProperty("uid", finding.id());
    to.writeStringProperty("title", message.title());
    to.writeStringProperty("desc", finding.summary());
    to.writeName("types").writeStartArray().writeString("cryptomining").writeEndArray();
    writeTime(to, "created_time", finding.detectedAt());
    writeTime(to, "modified_time", message.at());
    writeTime(to, "first_seen_time", finding.firstObserved());
    writeTime(to, "last_seen_time", finding.lastObserved());
    message.page().ifPresent(page -> to.writeStringProperty("src_url", page.toString()));
    object(
        to,
        "analytic",
        analytic -> {
          analytic.writeStringProperty("name", "cryptomining");
          analytic.writeNumberProperty("type_id", BEHAVIORAL);
          analytic.writeStringProperty("type", "Behavioral");
        });
    to.writeName("attacks").writeStartArray();
    JsonLine.writeObject(to, attack -> writeAttack(attack, finding));
    to.writeEndArray();
  }

  private static void writeAttack(JsonGenerator to, Finding finding) {
    AttackTechnique technique = AttackTechnique.of(finding.technique());
    to.writeStringProperty("version", AttackTechnique.VERSION);
    writeNamed(to, "tactic", AttackTechnique.TACTIC_ID, AttackTechnique.TACTIC_NAME);
    writeNamed(to, "technique", technique.id(), technique.name());
    technique.sub().ifPresent(sub -> writeNamed(to, "sub_technique", sub.id(), sub.name()));
  }

  private static void writeNamed(JsonGenerator to, String property, String uid, String name) {
    object(
        to,
        property,
        named -> {
          named.writeStringProperty("uid", uid);
          named.writeStringProperty("name", name);
        });
  }

  private static void writeEvidence(JsonGenerator json, Evidence evidence, Message message) {
    boolean test = message.kind() == MessageKind.TEST;
    JsonLine.writeObject(
        json,
        to -> {
          to.writeStringProperty("name", evidence.detector());
          to.writeNumberProperty("verdict_id", test ? VERDICT_TEST : VERDICT_SUSPICIOUS);
          to.writeStringProperty("verdict", test ? "Test" : "Suspicious");
          object(to, "data", data -> writeData(data, evidence));
        });
  }

  private static void writeData(JsonGenerator data, Evidence evidence) {
    data.writeStringProperty("summary", evidence.summary());
    data.writeNumberProperty("strength_decibans", evidence.strengthDecibans());
    writeTime(data, "from", evidence.from());
    writeTime(data, "to", evidence.to());
    for (NamedValue value : evidence.values()) {
      if (Double.isFinite(value.value())) {
        data.writeNumberProperty(value.name(), value.value());
      }
    }
  }

  private static void writeResource(JsonGenerator to, Workload workload) {
    to.writeStringProperty("name", workload.name());
    to.writeStringProperty("type", "workload");
    to.writeName("labels").writeStartArray();
    new TreeMap<>(workload.labels()).forEach((name, value) -> to.writeString(name + "=" + value));
    to.writeEndArray();
  }

  /// Times of OCSF are milliseconds since 1970.
  private static void writeTime(JsonGenerator to, String name, Instant time) {
    to.writeNumberProperty(name, time.toEpochMilli());
  }
}
