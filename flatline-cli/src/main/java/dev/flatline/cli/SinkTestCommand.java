package dev.flatline.cli;

import dev.flatline.connectors.sink.Delivery;
import dev.flatline.formats.message.Message;
import dev.flatline.formats.message.TestMessage;
import dev.flatline.formats.text.Suggestion;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.config.SinkConfig;
import dev.flatline.server.outbox.Senders;
import dev.flatline.server.outbox.SinkRoute;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `flatline sink test`.
@Command(
    name = "test",
    description = {
      "Sends a message that is marked as a test to one sink, and says what the other side answered.",
      "",
      "The server need not run, and what waits in its outbox is not touched."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the sink took it",
      "2:the command line or the configuration is wrong",
      "3:the sink did not take it"
    },
    footerHeading = "%nExamples:%n",
    footer = "  flatline sink test team-chat --config flatline.yaml")
final class SinkTestCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The sink's name in the configuration.")
  private @Nullable String name;

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
    SinkConfig sink = named(ServeConfig.read(Objects.requireNonNull(config), err));
    try (SinkRoute route = SinkRoute.of(sink, Senders.here(BuildVersion.text()))) {
      Message message = TestMessage.of(sink.name(), Instant.now(), sink.console());
      return switch (route.sink().send(route.payload(message))) {
        case Delivery.Delivered there -> {
          out.println(sink.name() + " took it: " + route.sink() + " said " + there.answer());
          yield ExitCode.DONE;
        }
        case Delivery.TryAgain later -> throw failed(route, later.why());
        case Delivery.Refused never -> throw failed(route, never.why());
      };
    }
  }

  private SinkConfig named(ServerConfig declared) {
    String wanted = Objects.requireNonNull(name);
    List<String> names = declared.sinks().stream().map(SinkConfig::name).toList();
    return declared.sinks().stream()
        .filter(sink -> sink.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.USAGE,
                    names.isEmpty()
                        ? config + " names no sinks"
                        : config
                            + " names no sink "
                            + wanted
                            + "; "
                            + Suggestion.oneOf(wanted, names)));
  }

  private static CommandFailure failed(SinkRoute route, String why) {
    return new CommandFailure(
        ExitCode.SOURCE,
        "sink " + route.config().name() + " at " + route.sink() + " did not take it: " + why);
  }
}
