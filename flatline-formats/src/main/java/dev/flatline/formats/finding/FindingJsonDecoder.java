package dev.flatline.formats.finding;

import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.finding.Cost;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.telemetry.Unit;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.finding.FindingDecodeException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/// Reads what [FindingJson] wrote, JSON Lines and array alike. Fields that it does not know are
/// left aside: a later version may have written them.
public final class FindingJsonDecoder {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private FindingJsonDecoder() {}

  /// All findings of a document, in its order; none for an empty one. Does not close the stream.
  ///
  /// @throws FindingDecodeException where it is not findings; nothing of it is returned then
  /// @throws IOException where the stream does
  public static List<Finding> decode(InputStream in) throws IOException {
    List<Finding> findings = new ArrayList<>();
    try {
      MappingIterator<JsonNode> nodes = MAPPER.readerFor(JsonNode.class).readValues(in);
      while (nodes.hasNextValue()) {
        findings.add(finding(nodes.nextValue(), findings.size() + 1));
      }
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (JacksonException e) {
      String where = "line " + e.getLocation().getLineNr() + ": ";
      throw new FindingDecodeException(Reason.NOT_JSON, where + e.getOriginalMessage(), e);
    }
    return findings;
  }

  private static Finding finding(JsonNode node, int number) {
    JsonFields fields = new JsonFields("finding " + number, node);
    return fields.build(() -> finding(fields));
  }

  private static Finding finding(JsonFields fields) {
    return new Finding(
        fields.text("id"),
        new Workload(fields.text("workload"), fields.texts("labels")),
        fields.constant("severity", Severity.class),
        fields.number("confidence"),
        fields.time("firstObserved"),
        fields.time("detectedAt"),
        fields.time("lastObserved"),
        fields.constant("status", Finding.Status.class),
        technique(fields),
        fields.text("summary"),
        fields.list("evidence", FindingJsonDecoder::evidence),
        fields.textList("context"),
        fields.textList("unknowns"),
        fields.textList("nextSteps"),
        fields.has("cost") ? cost(fields.object("cost")) : Cost.UNKNOWN);
  }

  private static Cost cost(JsonFields fields) {
    return new Cost(
        fields.constant("resource", Cost.Resource.class),
        fields.number("level"),
        fields.number("usual"),
        fields.number("capacity"),
        fields.number("pricePerHour"),
        fields.text("currency"));
  }

  private static Evidence evidence(JsonFields fields) {
    return new Evidence(
        fields.text("detector"),
        fields.constant("aspect", Aspect.class),
        technique(fields),
        fields.number("strength"),
        fields.time("from"),
        fields.time("to"),
        fields.text("summary"),
        fields.list("values", FindingJsonDecoder::value));
  }

  private static NamedValue value(JsonFields fields) {
    return new NamedValue(
        fields.text("name"), fields.number("value"), fields.constant("unit", Unit.class));
  }

  private static Technique technique(JsonFields fields) {
    JsonFields technique = fields.object("technique");
    return new Technique(technique.text("id"), technique.text("name"));
  }
}
