package dev.flatline.formats.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.flatline.testkit.Findings;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Held against what OCSF 1.5.0 defines of the attributes that are sent. The schema is closed, so
/// an
/// attribute that it does not name is found.
class OcsfJsonTest {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(
              JsonMapper.shared()
                  .readTree(
                      OcsfJsonTest.class.getResourceAsStream(
                          "ocsf-detection-finding.schema.json")));

  private final OcsfJson encoder = new OcsfJson(new Sender("1.0", "host"));

  @Test
  void encode_anyMessage_isADetectionFinding() {
    for (Message message :
        List.of(
            Messages.opened(),
            Messages.closed(),
            Messages.test(),
            Messages.of(MessageKind.CHANGED, Findings.batchJob()),
            Messages.named("<\u202Escript>\u0000\uD800"))) {
      assertThat(errors(encoded(message))).isEmpty();
    }
  }

  @Test
  void schema_ofSomethingElse_finds() {
    ObjectNode finding = (ObjectNode) encoded(Messages.opened());
    finding.put("class_uid", 2001);
    finding.remove("time");
    ((ObjectNode) finding.get("finding_info")).put("unheard_of", 1);
    assertThat(errors(finding)).hasSize(3);
  }

  @Test
  void encode_opened_saysWhatSeverityAndTechnique() {
    JsonNode finding = encoded(Messages.opened());
    assertThat(finding.get("type_uid").asInt()).isEqualTo(200401);
    assertThat(finding.get("severity_id").asInt()).isEqualTo(4);
    assertThat(finding.get("is_alert").asBoolean()).isTrue();
    assertThat(finding.at("/metadata/uid").asString()).isEqualTo("siem-7f3a9c1e20b44d15-1");
    assertThat(finding.at("/finding_info/uid").asString()).isEqualTo("7f3a9c1e20b44d15");
    assertThat(finding.at("/finding_info/attacks/0/technique/uid").asString()).isEqualTo("T1496");
    assertThat(finding.at("/finding_info/attacks/0/sub_technique/name").asString())
        .isEqualTo("Compute Hijacking");
    assertThat(finding.at("/confidence_score").asInt()).isEqualTo(97);
  }

  @Test
  void encode_aTest_isNoAlert() {
    JsonNode finding = encoded(Messages.test());
    assertThat(finding.get("activity_name").asString()).isEqualTo("Test");
    assertThat(finding.get("is_alert").asBoolean()).isFalse();
    assertThat(finding.at("/evidences/0/verdict").asString()).isEqualTo("Test");
  }

  private JsonNode encoded(Message message) {
    return JsonMapper.shared().readTree(encoder.encode(message));
  }

  private static List<Error> errors(JsonNode finding) {
    return SCHEMA.validate(finding);
  }
}
