package dev.flatline.formats.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.policy.Threshold;
import dev.flatline.core.policy.WorkloadRole;
import dev.flatline.formats.yaml.YamlTexts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The schema lists the same words and notations as the code.
class PolicySchemaTest {
  private static final String PUBLISHED = Repository.text("docs/reference/policy.schema.json");
  private static final JsonNode DEFINITIONS = JsonMapper.shared().readTree(PUBLISHED).get("$defs");

  @Test
  void resource_isThePublishedSchema() throws IOException {
    try (InputStream resource = PolicyReader.class.getResourceAsStream("policy.schema.json")) {
      byte[] bytes = Objects.requireNonNull(resource).readAllBytes();

      assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(PUBLISHED);
    }
  }

  @Test
  void roles_areThoseOfTheCode() {
    List<String> roles =
        DEFINITIONS.at("/role/enum").valueStream().map(JsonNode::stringValue).toList();

    assertThat(roles)
        .containsExactlyElementsOf(
            Arrays.stream(WorkloadRole.values()).map(WorkloadRole::label).toList());
  }

  @Test
  void thresholds_areThoseOfTheCode() {
    assertThat(DEFINITIONS.at("/thresholds/properties").propertyNames())
        .containsExactlyElementsOf(
            Arrays.stream(Threshold.values()).map(Threshold::label).toList());
  }

  @Test
  void notations_areThoseOfTheReader() {
    assertThat(pattern("duration")).isEqualTo(YamlTexts.DURATION.pattern());
    assertThat(pattern("date")).isEqualTo(YamlTexts.DATE.pattern());
    assertThat(pattern("instant")).isEqualTo(YamlTexts.INSTANT.pattern());
  }

  private static String pattern(String definition) {
    return DEFINITIONS.at("/" + definition + "/pattern").stringValue();
  }
}
