package dev.flatline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The operating system's own Alertmanager, on a free port of the loopback, with its data in a
/// folder of the test's. It tells nobody.
public final class AlertmanagerServer implements AutoCloseable {
  private static final String TELLS_NOBODY =
      "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n";

  private final RunningProgram program;
  private final String url;

  private AlertmanagerServer(RunningProgram program, String url) {
    this.program = program;
    this.url = url;
  }

  /// Starts a server and waits until it answers. Skips the test where Alertmanager is not
  /// installed.
  ///
  /// @param folder where configuration, data and log are kept
  public static AlertmanagerServer start(Path folder) {
    int port = RunningProgram.freePort();
    RunningProgram program = launch(folder, port);
    String url = "http://127.0.0.1:" + port;
    try {
      program.awaitReady(url + "/-/ready");
    } catch (Throwable e) {
      program.close();
      throw e;
    }
    return new AlertmanagerServer(program, url);
  }

  /// The URL of the server, without a slash at its end.
  public String url() {
    return url;
  }

  @Override
  public void close() {
    program.close();
  }

  private static RunningProgram launch(Path folder, int port) {
    Path alertmanager = InstalledProgram.require("prometheus-alertmanager");
    try {
      Path file = Files.writeString(folder.resolve("alertmanager.yml"), TELLS_NOBODY);
      return RunningProgram.start(
          List.of(
              alertmanager.toString(),
              "--config.file=" + file,
              "--storage.path=" + folder.resolve("alertmanager-data"),
              "--web.listen-address=127.0.0.1:" + port,
              "--cluster.listen-address=",
              "--log.level=warn"),
          folder.resolve("alertmanager.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
