package dev.flatline.cli;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.Handling;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.explain.CostText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Lists findings of a running server.
@Command(
    name = "list",
    description = {
      "Lists what a running server has found, the newest first.",
      "",
      "Findings that are suppressed are left out unless they are asked for."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:the command line is wrong", "3:the server cannot be asked"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  flatline findings list",
      "  flatline findings list --min-severity low --handling suppressed",
      "  flatline findings list --workload shop/ --format jsonl"
    })
final class FindingsListCommand implements Callable<Integer> {
  @Mixin private final ServerOption server = new ServerOption();

  @Option(
      names = "--min-severity",
      paramLabel = "SEVERITY",
      converter = OutputOptions.SeverityConverter.class,
      completionCandidates = OutputOptions.SeverityNames.class,
      description = "Leave out findings below low, medium or high (default: medium).")
  private Severity minSeverity = Severity.MEDIUM;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only those that go on (open) or are over (closed).")
  private Finding.@Nullable Status status;

  @Option(
      names = "--handling",
      paramLabel = "STATE",
      description = "Only those that are new, acknowledged, suppressed or closed by people.")
  private Handling.@Nullable State handling;

  @Option(
      names = "--workload",
      paramLabel = "TEXT",
      description = "Only workloads with this text in their name.")
  private @Nullable String workload;

  @Option(
      names = "--sort",
      paramLabel = "ORDER",
      description =
          "By detected, severity, observed or cost, the largest first (default: detected).")
  private FindingQuery.Order sort = FindingQuery.Order.DETECTED;

  @Option(
      names = "--limit",
      paramLabel = "NUMBER",
      description = "At most so many, 1 to 1000 (default: 100).")
  private int limit = 100;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "How they are written: table, json or jsonl (default: table).")
  private Format format = Format.table;

  @Spec private @Nullable CommandSpec spec;

  /// How findings are written.
  enum Format {
    /// For a person at a terminal.
    table,
    /// One JSON array.
    json,
    /// One finding a line.
    jsonl
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    JsonNode page = server.api().get("/api/v1/findings", parameters());
    switch (format) {
      case table -> out.print(table(page.path("findings")));
      case json -> out.println(page.path("findings"));
      case jsonl -> page.path("findings").forEach(out::println);
    }
    out.flush();
    if (page.path("next").isString()) {
      spec.commandLine().getErr().println("There are more: --limit, or narrower options.");
    }
    return ExitCode.DONE;
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("severity", minSeverity.label());
    parameters.put("sort", sort.label());
    parameters.put("limit", Integer.toString(limit));
    if (status != null) {
      parameters.put("status", status.name().toLowerCase(Locale.ROOT));
    }
    if (handling != null) {
      parameters.put("handling", handling.label());
    }
    if (workload != null) {
      parameters.put("workload", workload);
    }
    return parameters;
  }

  private static String table(JsonNode answered) {
    List<Finding> findings = new ArrayList<>();
    Map<String, String> remarks = new HashMap<>();
    for (JsonNode one : answered) {
      ServerFinding finding = ServerFinding.of(one);
      findings.add(finding.finding());
      remarks.put(finding.finding().id(), remark(finding));
    }
    return findings.isEmpty()
        ? "No findings.\n"
        : new FindingTable(Terminal.ofProcess(), Map.of(), remarks).of(findings);
  }

  /// What the next command needs, what was done, and what it cost.
  private static String remark(ServerFinding finding) {
    String handling = finding.handling();
    return finding.finding().id()
        + (handling.isEmpty() ? "" : "  " + handling)
        + "  cost so far: "
        + CostText.brief(finding.finding());
  }
}
