package dev.flatline.server.console;

import com.linecorp.armeria.common.QueryParams;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.WorkloadRole;
import dev.flatline.core.telemetry.Owner;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.policy.PolicyEntry;
import dev.flatline.formats.text.TimeText;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Asks how a finding is expected. It changes nothing: it is sent with `GET`.
final class ExpectedForm {
  private static final String OWNER = "owner";
  private static final int USUAL_DAYS = 30;

  private final Finding finding;
  private final QueryParams asked;

  /// @param asked what was asked for already
  ExpectedForm(Finding finding, QueryParams asked) {
    this.finding = finding;
    this.asked = asked;
  }

  /// Which workloads a choice of the form means.
  ///
  /// @throws IllegalArgumentException where they are an owner's, and nobody owns the workload
  static PolicyEntry.Match match(Workload workload, String choice) {
    return choice.equals(OWNER)
        ? ofOwner(workload)
            .orElseThrow(
                () -> new IllegalArgumentException("match: nobody is known to own the workload"))
        : PolicyEntry.Match.named(workload.name());
  }

  /// Those of its owner: by labels where it has them, else by how names begin.
  private static Optional<PolicyEntry.Match> ofOwner(Workload workload) {
    Map<String, String> labels = new TreeMap<>(workload.labels());
    labels.keySet().retainAll(Owner.LABELS);
    return Owner.of(workload)
        .map(
            owner ->
                labels.containsValue(owner.name())
                    ? PolicyEntry.Match.labelled(labels)
                    : PolicyEntry.Match.beginningWith(beginning(workload)));
  }

  private static String beginning(Workload workload) {
    return workload.name().substring(0, workload.name().lastIndexOf('/') + 1);
  }

  Element element() {
    return Element.of("form")
        .with("action", Addresses.expected(finding))
        .with("method", "get")
        .add(
            Element.of("fieldset", "act")
                .add(Element.of("legend").text("This is expected"))
                .add(Controls.labelled("How", kinds()))
                .add(Controls.labelled("Which workloads", matches()))
                .add(Controls.labelled("Role (of a role)", roles()))
                .add(
                    Controls.labelled(
                        "Busy for (every day, every week)",
                        input("text", "duration", PolicyEntry.quarters(finding.lasted()))))
                .add(Controls.labelled("Reason", input("text", "reason", "")))
                .add(
                    Controls.labelled("Who answers for it (suppression)", input("text", OWNER, "")))
                .add(
                    Controls.labelled(
                        "Days (suppression)",
                        input("number", "days", Integer.toString(USUAL_DAYS))
                            .with("min", 1)
                            .with("max", ExpectedChanges.MOST_DAYS)))
                .add(Controls.submit("Show the change")));
  }

  private Element kinds() {
    String began = TimeText.minute(finding.firstObserved()).substring("2026-11-21 ".length());
    String chosen = asked.get("kind", "role");
    return Element.of("select")
        .with("name", "kind")
        .add(Controls.option("role", "it is what this workload is there for: a role", chosen))
        .add(Controls.option("daily", "it comes every day at " + began + " UTC", chosen))
        .add(Controls.option("weekly", "it comes every week at this time", chosen))
        .add(Controls.option("suppression", "somebody answers for it: a suppression", chosen));
  }

  private Element matches() {
    Element select = Element.of("select").with("name", "match");
    String chosen = asked.get("match", "name");
    select.add(Controls.option("name", "this one alone", chosen));
    Owner.of(finding.workload())
        .ifPresent(owner -> select.add(Controls.option(OWNER, "all of " + owner.text(), chosen)));
    return select;
  }

  private Element roles() {
    Element select = Element.of("select").with("name", "role");
    for (WorkloadRole role : WorkloadRole.values()) {
      if (role.plateausExpected()) {
        select.add(Controls.option(role.label(), role.label(), asked.get("role", "")));
      }
    }
    return select;
  }

  private Element input(String type, String name, String usual) {
    return Element.of("input")
        .with("type", type)
        .with("name", name)
        .with("value", asked.get(name, usual));
  }
}
