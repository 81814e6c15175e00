package dev.flatline.cli;

import dev.flatline.core.finding.Action;
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

/// Says that you look at findings.
@Command(
    name = "ack",
    description = {"Says that you look at findings."},
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
    footer = {"  flatline findings ack 7f3a9c1e20b44d15"})
final class FindingsAckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of findings, 1,000 at most.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; may be left out.")
  private String reason = "";

  @Mixin private final ServerOption server = new ServerOption();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    return new FindingsOrder(ids, Action.Kind.ACKNOWLEDGE, reason, Optional.empty())
        .give(server.api(), Objects.requireNonNull(spec).commandLine());
  }
}
