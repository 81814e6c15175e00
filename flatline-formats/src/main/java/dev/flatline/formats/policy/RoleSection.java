package dev.flatline.formats.policy;

import dev.flatline.core.policy.RoleAssignment;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.core.policy.WorkloadRole;
import dev.flatline.formats.text.Suggestion;
import dev.flatline.formats.yaml.YamlValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `roles`: who is there for what; first match wins.
final class RoleSection {
  private static final List<String> LABELS =
      Arrays.stream(WorkloadRole.values()).map(WorkloadRole::label).toList();

  private RoleSection() {}

  static List<RoleAssignment> read(YamlValue section) {
    FirstMatch reached = new FirstMatch();
    return section.items().stream().flatMap(item -> assignment(item, reached).stream()).toList();
  }

  private static Optional<RoleAssignment> assignment(YamlValue item, FirstMatch reached) {
    return item.mapping("match", "role")
        .flatMap(
            mapping -> {
              Optional<WorkloadPattern> match =
                  mapping.required("match").flatMap(PatternReader::read);
              Optional<WorkloadRole> role = mapping.required("role").flatMap(RoleSection::role);
              if (match.isEmpty() || role.isEmpty()) {
                return Optional.empty();
              }
              reached.check(item, match.get(), "role " + role.get().label());
              return Optional.of(new RoleAssignment(match.get(), role.get()));
            });
  }

  private static Optional<WorkloadRole> role(YamlValue value) {
    return value.text(Suggestion.oneOf("", LABELS), RoleSection::parse);
  }

  private static WorkloadRole parse(String label) {
    return WorkloadRole.labelled(label)
        .orElseThrow(() -> new IllegalArgumentException(Suggestion.oneOf(label, LABELS)));
  }
}
