package dev.flatline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The operating system's own Prometheus, on a free port of the loopback, with its data in a folder
/// of the test's.
public final class PrometheusServer implements AutoCloseable {
  /// A configuration that scrapes nothing.
  public static final String SCRAPES_NOTHING = "global: {scrape_interval: 15s}\n";

  private static final long LONGEST_IMPORT_SECONDS = 300;

  private final RunningProgram program;
  private final String url;

  private PrometheusServer(RunningProgram program, String url) {
    this.program = program;
    this.url = url;
  }

  /// Starts a server and waits until it answers. Skips the test where Prometheus is not installed.
  ///
  /// @param folder where configuration, data and log are kept
  /// @param config the configuration, YAML
  /// @param flags more flags, also such as override the defaults
  public static PrometheusServer start(Path folder, String config, String... flags) {
    return startAt(RunningProgram.freePort(), folder, config, flags);
  }

  /// The same at a port that was chosen before.
  public static PrometheusServer startAt(int port, Path folder, String config, String... flags) {
    RunningProgram program = launch(folder, config, port, flags);
    String url = "http://127.0.0.1:" + port;
    try {
      program.awaitReady(url + "/-/ready");
    } catch (Throwable e) {
      program.close();
      throw e;
    }
    return new PrometheusServer(program, url);
  }

  /// The same where it cannot be asked without credentials or a certificate: waits until it
  /// listens.
  ///
  /// @param scheme `http` or `https`
  public static PrometheusServer startGuarded(
      Path folder, String config, String scheme, String... flags) {
    int port = RunningProgram.freePort();
    RunningProgram program = launch(folder, config, port, flags);
    try {
      program.awaitListening(port);
    } catch (Throwable e) {
      program.close();
      throw e;
    }
    return new PrometheusServer(program, scheme + "://localhost:" + port);
  }

  /// Puts samples where a server that is started in the same folder finds them.
  ///
  /// @param openMetrics samples with timestamps, of any age, as OpenMetrics text
  public static void load(Path folder, String openMetrics) {
    Path promtool = InstalledProgram.require("promtool");
    EndingProgram.run(
        List.of(
            promtool.toString(),
            "tsdb",
            "create-blocks-from",
            "openmetrics",
            "--quiet",
            written(folder.resolve("samples.txt"), openMetrics).toString(),
            folder.resolve("data").toString()),
        folder,
        folder.resolve("promtool.log"),
        LONGEST_IMPORT_SECONDS);
  }

  private static Path written(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The URL of the server, without a slash at its end.
  public String url() {
    return url;
  }

  @Override
  public void close() {
    program.close();
  }

  private static RunningProgram launch(Path folder, String config, int port, String... flags) {
    Path prometheus = InstalledProgram.require("prometheus");
    try {
      Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
      List<String> command =
          new ArrayList<>(
              List.of(
                  prometheus.toString(),
                  "--config.file=" + file,
                  "--storage.tsdb.path=" + folder.resolve("data"),
                  "--web.listen-address=127.0.0.1:" + port,
                  "--storage.tsdb.retention.time=50y",
                  "--log.level=warn"));
      Collections.addAll(command, flags);
      return RunningProgram.start(command, folder.resolve("prometheus.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
