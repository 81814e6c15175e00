package dev.flatline.cli;

import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.config.SinkConfig;
import dev.flatline.server.outbox.Senders;
import dev.flatline.server.outbox.SinkRoute;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `flatline sink list`.
@Command(
    name = "list",
    description = "Lists the sinks of a configuration: name, type, lowest severity, and where to.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:the command line or the configuration is wrong"},
    footerHeading = "%nExamples:%n",
    footer = "  flatline sink list --config flatline.yaml")
final class SinkListCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The configuration of the server (docs/reference/sinks.md).")
  private @Nullable Path config;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    ServerConfig declared = ServeConfig.read(Objects.requireNonNull(config), err);
    for (SinkConfig sink : declared.sinks()) {
      try (SinkRoute route = SinkRoute.of(sink, Senders.here(BuildVersion.text()))) {
        out.printf(
            "%-20s %-13s %-7s %s%n",
            sink.name(), sink.type().label(), sink.atLeast().label(), route.sink());
      }
    }
    return ExitCode.DONE;
  }
}
