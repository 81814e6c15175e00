package dev.flatline.server.config;

import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.core.policy.WorkloadSelection;
import dev.flatline.formats.policy.PatternReader;
import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlProblem;
import dev.flatline.formats.yaml.YamlValue;
import dev.flatline.server.guard.Tenants;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// `tenants`: whose workloads are whose.
final class TenantsSection {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");
  private static final String NAME_ADVICE =
      "expected a name of at most 31 small letters, digits and -";

  private TenantsSection() {}

  static Tenants read(YamlValue section) {
    Map<String, WorkloadSelection> byName = new HashMap<>();
    for (YamlValue item : section.items()) {
      item.mapping("name", "workloads").ifPresent(mapping -> read(item, mapping, byName));
    }
    return new Tenants(byName);
  }

  private static void read(
      YamlValue item, YamlMapping tenant, Map<String, WorkloadSelection> byName) {
    Optional<String> name =
        tenant.required("name").flatMap(value -> value.text(NAME_ADVICE, TenantsSection::name));
    List<WorkloadPattern> workloads =
        tenant
            .required("workloads")
            .map(
                list ->
                    list.items().stream().flatMap(one -> PatternReader.read(one).stream()).toList())
            .orElse(List.of());
    boolean again =
        name.isPresent() && byName.put(name.get(), new WorkloadSelection(workloads)) != null;
    if (again) {
      item.refuse(
          YamlProblem.Kind.CONTRADICTION,
          "the name " + name.get() + " again",
          "expected another name for each tenant");
    }
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(NAME_ADVICE);
    }
    return text;
  }
}
