package dev.flatline.formats.finding;

import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.finding.Action;
import dev.flatline.core.finding.Cost;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Handling;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// Findings as JSON, in the fields that `docs/reference/finding.schema.json` describes. Everything
/// beyond ASCII is escaped: so the output is safe on a terminal, and an unpaired surrogate in a
/// name cannot stop it.
public final class FindingJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private FindingJson() {}

  /// One finding on one line, without the line's end.
  public static String encode(Finding finding) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
      writeFinding(json, finding);
    }
    return line.toString();
  }

  /// The same with what people make of it.
  public static String encode(Finding finding, Handling handling) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      writeFields(json, finding);
      writeHandling(json, handling);
      json.writeEndObject();
    }
    return line.toString();
  }

  /// JSON Lines: one finding a line. Does not close the stream.
  ///
  /// @throws IOException where the stream does
  public static void writeLines(Iterable<Finding> findings, OutputStream out) throws IOException {
    for (Finding finding : findings) {
      write(encode(finding) + "\n", out);
    }
  }

  /// One JSON array, a finding a line. Does not close the stream.
  ///
  /// @throws IOException where the stream does
  public static void writeArray(Iterable<Finding> findings, OutputStream out) throws IOException {
    String before = "[\n";
    for (Finding finding : findings) {
      write(before + encode(finding), out);
      before = ",\n";
    }
    write(before.startsWith("[") ? "[]\n" : "\n]\n", out);
  }

  private static void write(String ascii, OutputStream out) throws IOException {
    out.write(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  private static void writeFinding(JsonGenerator json, Finding finding) {
    json.writeStartObject();
    writeFields(json, finding);
    json.writeEndObject();
  }

  private static void writeHandling(JsonGenerator json, Handling handling) {
    json.writeName("handling").writeStartObject();
    json.writeStringProperty("state", handling.state().label());
    handling.by().ifPresent(action -> writeAction(json, action));
    json.writeEndObject();
  }

  private static void writeAction(JsonGenerator json, Action action) {
    json.writeStringProperty("by", action.by().name());
    json.writeStringProperty("at", action.at().toString());
    json.writeStringProperty("reason", action.reason());
    action.until().ifPresent(until -> json.writeStringProperty("until", until.toString()));
  }

  private static void writeFields(JsonGenerator json, Finding finding) {
    json.writeStringProperty("id", finding.id());
    json.writeStringProperty("workload", finding.workload().name());
    json.writeStringProperty("severity", finding.severity().label());
    writeNumber(json, "confidence", finding.confidence());
    json.writeStringProperty("firstObserved", finding.firstObserved().toString());
    json.writeStringProperty("detectedAt", finding.detectedAt().toString());
    json.writeStringProperty("lastObserved", finding.lastObserved().toString());
    writeTechnique(json, finding.technique());
    json.writeStringProperty("summary", finding.summary());
    json.writeName("evidence").writeStartArray();
    finding.evidence().forEach(evidence -> writeEvidence(json, evidence));
    json.writeEndArray();
    json.writeStringProperty("status", label(finding.status()));
    json.writeName("labels").writeStartObject();
    new TreeMap<>(finding.workload().labels()).forEach(json::writeStringProperty);
    json.writeEndObject();
    writeTexts(json, "context", finding.context());
    writeTexts(json, "unknowns", finding.unknowns());
    writeTexts(json, "nextSteps", finding.nextSteps());
    if (!finding.cost().equals(Cost.UNKNOWN)) {
      writeCost(json, finding);
    }
  }

  private static void writeCost(JsonGenerator json, Finding finding) {
    Cost cost = finding.cost();
    json.writeName("cost").writeStartObject();
    json.writeStringProperty("resource", label(cost.resource()));
    writeNumber(json, "level", cost.level());
    writeNumber(json, "usual", cost.usual());
    writeNumber(json, "capacity", cost.capacity());
    writeNumber(json, "unitHours", cost.unitHours(finding.lasted()));
    writeNumber(json, "pricePerHour", cost.pricePerHour());
    writeNumber(json, "money", cost.money(finding.lasted()));
    json.writeStringProperty("currency", cost.currency());
    json.writeEndObject();
  }

  private static void writeEvidence(JsonGenerator json, Evidence evidence) {
    json.writeStartObject();
    json.writeStringProperty("detector", evidence.detector());
    json.writeStringProperty("family", label(evidence.family()));
    json.writeStringProperty("aspect", label(evidence.aspect()));
    writeNumber(json, "strength", evidence.strengthDecibans());
    json.writeStringProperty("from", evidence.from().toString());
    json.writeStringProperty("to", evidence.to().toString());
    json.writeStringProperty("summary", evidence.summary());
    json.writeName("values").writeStartArray();
    evidence.values().forEach(value -> writeValue(json, value));
    json.writeEndArray();
    writeTechnique(json, evidence.technique());
    json.writeEndObject();
  }

  private static void writeValue(JsonGenerator json, NamedValue value) {
    json.writeStartObject();
    json.writeStringProperty("name", value.name());
    writeNumber(json, "value", value.value());
    json.writeStringProperty("unit", label(value.unit()));
    json.writeEndObject();
  }

  private static void writeTechnique(JsonGenerator json, Technique technique) {
    json.writeName("technique").writeStartObject();
    json.writeStringProperty("id", technique.id());
    json.writeStringProperty("name", technique.name());
    json.writeEndObject();
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts) {
    json.writeName(name).writeStartArray();
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  /// JSON has no NaN and no infinity: both become null, which reads "not defined".
  private static void writeNumber(JsonGenerator json, String name, double value) {
    if (Double.isFinite(value)) {
      json.writeNumberProperty(name, value);
    } else {
      json.writeNullProperty(name);
    }
  }

  /// How a constant is written in JSON: in lower case.
  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
