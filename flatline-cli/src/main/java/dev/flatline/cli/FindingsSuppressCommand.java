package dev.flatline.cli;

import dev.flatline.core.finding.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Leaves findings out for a time.
@Command(
    name = "suppress",
    description = {
      "Leaves findings out for a time.",
      "",
      "A suppression ends by itself, and where the severity rises. What is expected of a workload every night belongs into the policy (docs/reference/policy.md)."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:the command line is wrong, or there is no such finding; nothing was done then",
      "3:the server cannot be asked"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  flatline findings suppress 7f3a9c1e20b44d15 --for 7d --reason 'load test'"})
final class FindingsSuppressCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of findings, 1,000 at most.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; kept with the finding and in the audit log.")
  private String reason = "";

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = PrometheusDuration.Converter.class,
      description = "How long, such as 12h or 30d (default: 7d).")
  private PrometheusDuration lasting = PrometheusDuration.parse("7d");

  @Mixin private final ServerOption server = new ServerOption();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    return new FindingsOrder(
            ids, Action.Kind.SUPPRESS, reason, Optional.of(Instant.now().plus(lasting.value())))
        .give(server.api(), Objects.requireNonNull(spec).commandLine());
  }
}
