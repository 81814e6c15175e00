package dev.flatline.cli;

import dev.flatline.cli.log.LogFormat;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.prometheus.PrometheusSettings;
import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.connectors.prometheus.profile.Profiles;
import dev.flatline.core.policy.Policy;
import dev.flatline.formats.text.TimeText;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerSettings;
import dev.flatline.server.config.ListenAddress;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.judge.SnapshotException;
import dev.flatline.server.poll.PolledServer;
import dev.flatline.server.store.StoreException;
import dev.flatline.server.tls.TlsException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Watches a fleet live.
@Command(
    name = "serve",
    description = {
      "Watches a fleet live: takes telemetry over HTTP, judges it, keeps what it finds.",
      "",
      "Listens on this machine alone unless told otherwise. It asks a Prometheus (--prometheus), or Prometheus feeds it by remote write"
          + " (/api/v1/write), OpenTelemetry by OTLP over HTTP (/v1/metrics) and gRPC, anything else by telemetry CSV (POST to /api/v1/telemetry); the"
          + " page at / shows what it found (docs/reference/server.md)."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:help was asked for",
      "2:the command line, the configuration or the policy is wrong",
      "3:the data folder, the database or the address cannot be used",
      "130:ended by Ctrl-C (143: by SIGTERM); all that came is judged and kept"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flatline serve",
      "  flatline serve --demo",
      "  flatline serve --prometheus http://localhost:9090",
      "  flatline serve --config flatline.yaml",
      "  curl --data-binary @fleet.csv http://127.0.0.1:8642/api/v1/telemetry",
      "  curl 'http://127.0.0.1:8642/api/v1/findings?severity=medium'"
    })
final class ServeCommand implements Callable<Integer> {
  private static final String USUAL_ADDRESS = "127.0.0.1:8642";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "What options say and more, in YAML (docs/reference/configuration.md); options that are given"
              + " go before it.")
  private @Nullable Path config;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      converter = ListenConverter.class,
      description = "Where to listen: an address of this machine (default: " + USUAL_ADDRESS + ").")
  private @Nullable ListenAddress listen;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "Where to keep findings and what was learned; made where it is missing (default:"
              + " flatline-data, with --demo a folder that is removed at the end).")
  private @Nullable Path data;

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      description =
          "Ask this Prometheus every minute, and first for its last 30 days; instead of what the"
              + " configuration says under poll.")
  private @Nullable String prometheus;

  @Option(
      names = "--demo",
      description =
          "Also feed the recording that ships with the project, sixty times as fast as it was, and judge"
              + " by its policy unless another is given.")
  private boolean demo;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description = "How the log on standard error looks: text or json (default: text).")
  private LogFormat logFormat = LogFormat.text;

  @Mixin private final EngineOptions engine = new EngineOptions();
  @Mixin private final PolicyOption policyOption = new PolicyOption();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    logFormat.use();
    PrintWriter out = commandSpec().commandLine().getOut();
    PrintWriter err = commandSpec().commandLine().getErr();
    ServerConfig declared = declared(err);
    ListenAddress address = address(declared);
    try (ServeEnd end = ServeEnd.onSignal();
        ServeFolder folder =
            ServeFolder.of(data == null ? declared.data().orElse(null) : data, demo);
        FlatlineServer server = started(address, folder, policy(declared, err), declared)) {
      out.println("Flatline listens at " + server.uri());
      out.println("  look at it:         " + server.uri() + "/");
      out.println("  feed it Prometheus: remote_write: [{url: " + server.uri() + "/api/v1/write}]");
      out.println(
          "  feed it OTLP:       POST "
              + server.uri()
              + "/v1/metrics, or gRPC at the same address");
      out.println("  feed it CSV:        POST " + server.uri() + "/api/v1/telemetry");
      declared
          .poll()
          .forEach(
              asked ->
                  out.println(
                      "  asks Prometheus:    "
                          + asked.endpoint()
                          + " every "
                          + TimeText.duration(asked.every())));
      out.println("  findings as JSON:   " + server.uri() + "/api/v1/findings");
      server
          .firstToken()
          .ifPresent(file -> out.println("  first token (admin): " + file.toAbsolutePath()));
      out.println("  data folder:        " + folder.path().toAbsolutePath());
      out.flush();
      if (demo) {
        out.println("Feeding the recording: 45 minutes of six containers in 45 seconds.");
        out.flush();
        new DemoFeed(server.queue(), out).start();
      }
      end.await();
    }
    return ExitCode.DONE;
  }

  private ListenAddress address(ServerConfig declared) {
    return listen != null
        ? listen
        : declared.listen().orElseGet(() -> ListenAddress.parse(USUAL_ADDRESS));
  }

  private Policy policy(ServerConfig declared, PrintWriter err) {
    if (policyOption.isGiven()) {
      return policyOption.read(err);
    }
    Optional<Policy> ofFile = declared.policy().map(file -> PolicyOption.read(file, err));
    return ofFile.orElseGet(() -> demo ? DemoCommand.policy(err) : Policy.none());
  }

  private ServerConfig declared(PrintWriter err) {
    ServerConfig declared = config == null ? ServerConfig.none() : ServeConfig.read(config, err);
    ServerConfig asking =
        prometheus == null ? declared : declared.withPoll(List.of(polled(prometheus)));
    return policyOption.file().map(asking::withPolicy).orElse(asking);
  }

  private static PolledServer polled(String url) {
    try {
      return new PolledServer(
          "prometheus",
          PrometheusEndpoint.of(url),
          Profiles.AUTO,
          PolledServer.USUALLY_EVERY,
          PrometheusSettings.LONGEST_HISTORY);
    } catch (SourceException e) {
      throw new CommandFailure(ExitCode.USAGE, "--prometheus: " + e.getMessage());
    }
  }

  private FlatlineServer started(
      ListenAddress address, ServeFolder folder, Policy policy, ServerConfig declared) {
    try {
      return FlatlineServer.start(
          new ServerSettings(
              address.address(),
              folder.path(),
              engine.settings(),
              policy,
              declared,
              BuildVersion.text()));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--listen: " + e.getMessage());
    } catch (TlsException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    } catch (StoreException | SnapshotException | SourceException e) {
      throw new CommandFailure(ExitCode.SOURCE, String.valueOf(e.getMessage()));
    } catch (CompletionException e) {
      throw new CommandFailure(
          ExitCode.SOURCE,
          "cannot listen at " + address + ": " + Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  private CommandSpec commandSpec() {
    return Objects.requireNonNull(spec);
  }
}
