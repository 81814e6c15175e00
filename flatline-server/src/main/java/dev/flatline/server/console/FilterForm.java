package dev.flatline.server.console;

import com.linecorp.armeria.common.QueryParams;
import dev.flatline.formats.html.Element;

/// Which findings are shown. Without a script it is an ordinary form.
///
/// @param asked what is shown now
record FilterForm(QueryParams asked) {

  Element of() {
    return Element.of("form", "filter")
        .with("action", "/findings")
        .with("method", "get")
        .with("role", "search")
        .add(
            choice(
                "Severity",
                "severity",
                "medium",
                new Option("high", "high only"),
                new Option("medium", "medium and high"),
                new Option("low", "all, low too")))
        .add(
            choice(
                "State",
                "status",
                "",
                new Option("", "open and over"),
                new Option("open", "open"),
                new Option("closed", "over")))
        .add(
            choice(
                "Handled",
                "handling",
                "",
                new Option("", "not suppressed"),
                new Option("new", "by nobody yet"),
                new Option("acknowledged", "acknowledged"),
                new Option("suppressed", "suppressed"),
                new Option("closed", "closed by people"),
                new Option("all", "anyhow")))
        .add(
            choice(
                "Order",
                "sort",
                "",
                new Option("", "newest first"),
                new Option("severity", "worst first"),
                new Option("observed", "last seen first"),
                new Option("cost", "dearest first")))
        .add(Controls.workload("workload", asked.get("workload", "")))
        .add(Controls.submit("Show"));
  }

  private record Option(String value, String label) {}

  private Element choice(String label, String name, String usual, Option... options) {
    Element select = Element.of("select").with("name", name);
    String chosen = asked.get(name, usual);
    for (Option option : options) {
      select.add(Controls.option(option.value, option.label, chosen));
    }
    return Controls.labelled(label, select);
  }
}
