package dev.flatline.server.console;

import com.linecorp.armeria.common.QueryParams;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.html.Element;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.Predicate;

/// Which workloads of the fleet are shown.
///
/// @param cluster its label, empty for all
/// @param namespace its label, empty for all
/// @param role what the policy says it is, empty for all
/// @param name a part of its name in whatever case, empty for all
/// @param policy knows roles
record FleetFilter(String cluster, String namespace, String role, String name, Policy policy)
    implements Predicate<Coverage> {
  /// A list of more is no choice any more: then the namespace is a part of the name.
  private static final int MOST_CHOICES = 500;

  static FleetFilter of(QueryParams asked, Policy policy) {
    return new FleetFilter(
        asked.get("cluster", ""),
        asked.get("namespace", ""),
        asked.get("role", ""),
        asked.get("name", "").toLowerCase(Locale.ROOT),
        policy);
  }

  @Override
  public boolean test(Coverage coverage) {
    Workload workload = coverage.workload();
    return (cluster.isEmpty() || cluster.equals(FleetChoices.cluster(workload)))
        && (namespace.isEmpty() || namespace.equals(FleetChoices.namespace(workload)))
        && (role.isEmpty() || role.equals(FleetChoices.role(workload, policy)))
        && (name.isEmpty() || workload.name().toLowerCase(Locale.ROOT).contains(name));
  }

  /// The form that asks for it, with what there is to choose from.
  Element form(FleetChoices choices) {
    return Element.of("form", "filter")
        .with("action", "/fleet")
        .with("method", "get")
        .with("role", "search")
        .addAll(choice("Cluster", "cluster", cluster, choices.clusters()))
        .addAll(choice("Namespace", "namespace", namespace, choices.namespaces()))
        .addAll(choice("Role", "role", role, choices.roles()))
        .add(Controls.workload("name", name))
        .add(Controls.submit("Show"));
  }

  /// A choice among several; where there is nothing to choose, none.
  private static List<Element> choice(
      String label, String name, String chosen, SortedMap<String, Long> counts) {
    if (counts.isEmpty()) {
      return List.of();
    }
    Element select = Element.of("select").with("name", name);
    select.add(Controls.option("", "all", chosen));
    counts.entrySet().stream()
        .limit(MOST_CHOICES)
        .forEach(entry -> select.add(counted(entry.getKey(), entry.getValue(), chosen)));
    return List.of(Controls.labelled(label, select));
  }

  private static Element counted(String value, long count, String chosen) {
    return Controls.option(value, String.format(Locale.ROOT, "%s (%,d)", value, count), chosen);
  }
}
