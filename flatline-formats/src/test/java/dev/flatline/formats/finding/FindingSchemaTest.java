package dev.flatline.formats.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.EvidenceFamily;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.telemetry.Unit;
import dev.flatline.testkit.Findings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The encoder and `docs/reference/finding.schema.json` say the same. The published schema lets
/// unknown fields pass, because later versions add some; here it is closed, so that a field which
/// the schema does not name is found.
class FindingSchemaTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final JsonNode PUBLISHED =
      JSON.readTree(Path.of("../docs/reference/finding.schema.json"));

  @Test
  void encode_anyFinding_isWhatTheSchemaDescribes() {
    assertThat(errors(Findings.movedIn())).isEmpty();
    assertThat(errors(Findings.batchJob())).isEmpty();
    assertThat(errors(Findings.named("<\u202Escript>\u0000\uD800"))).isEmpty();
  }

  @Test
  void closedSchema_unknownField_isRefusedAtEveryLevel() {
    ObjectNode finding = (ObjectNode) JSON.readTree(FindingJson.encode(Findings.movedIn()));
    finding.put("unheardOf", 1);
    ((ObjectNode) finding.get("technique")).put("unheardOf", 1);
    ((ObjectNode) finding.get("evidence").get(0)).put("unheardOf", 1);
    ((ObjectNode) finding.get("evidence").get(0).get("values").get(0)).put("unheardOf", 1);

    assertThat(closed().validate(finding)).hasSize(4);
  }

  @Test
  void publishedSchema_unknownField_passes() {
    ObjectNode finding = (ObjectNode) JSON.readTree(FindingJson.encode(Findings.movedIn()));
    finding.put("unheardOf", 1);

    assertThat(registry().getSchema(PUBLISHED).validate(finding)).isEmpty();
  }

  @Test
  void schema_namesExactlyOurConstants() {
    JsonNode defs = PUBLISHED.at("/$defs");
    assertThat(texts(PUBLISHED.at("/properties/severity/enum"))).isEqualTo(labels(Severity.class));
    assertThat(texts(PUBLISHED.at("/properties/status/enum")))
        .isEqualTo(labels(Finding.Status.class));
    assertThat(texts(defs.at("/evidence/properties/family/enum")))
        .isEqualTo(labels(EvidenceFamily.class));
    assertThat(texts(defs.at("/evidence/properties/aspect/enum"))).isEqualTo(labels(Aspect.class));
    assertThat(texts(defs.at("/value/properties/unit/enum"))).isEqualTo(labels(Unit.class));
  }

  private static List<Error> errors(Finding finding) {
    return closed().validate(JSON.readTree(FindingJson.encode(finding)));
  }

  private static Schema closed() {
    JsonNode schema = PUBLISHED.deepCopy();
    close(schema);
    return registry().getSchema(schema);
  }

  private static SchemaRegistry registry() {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object && object.has("properties")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(FindingSchemaTest::close);
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::stringValue).toList();
  }

  private static List<String> labels(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(FindingJson::label).toList();
  }
}
