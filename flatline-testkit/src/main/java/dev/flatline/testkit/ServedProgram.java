package dev.flatline.testkit.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// `flatline serve` in a process of its own, on the class path of this one.
final class ServedProgram implements AutoCloseable {
  private static final String LISTENS = "Flatline listens at ";
  private static final Duration LONGEST_END = Duration.ofSeconds(60);

  private final Process process;

  private ServedProgram(Process process) {
    this.process = process;
  }

  /// Begins to start one.
  ///
  /// @param log takes what it says on the error stream
  static ServedProgram start(Path config, Path data, Path log) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.flatline.cli.Main",
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--config",
            config.toString(),
            "--data",
            data.toString());
    try {
      return new ServedProgram(
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until it says where it listens; empty where it ended instead.
  Optional<URI> uri() {
    try {
      BufferedReader out = process.inputReader();
      String line = out.readLine();
      return Optional.ofNullable(line)
          .filter(said -> said.startsWith(LISTENS))
          .map(said -> URI.create(said.substring(LISTENS.length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lets it run for so long, or to its end.
  void runFor(long millis) {
    waitFor(Duration.ofMillis(millis));
  }

  /// SIGTERM.
  void askToEnd() {
    process.toHandle().destroy();
  }

  /// SIGKILL, and waits for the end.
  ///
  /// @return whether it was still alive
  boolean kill() {
    boolean alive = process.isAlive();
    process.toHandle().destroyForcibly();
    if (!waitFor(LONGEST_END)) {
      throw new IllegalStateException("process " + process.pid() + " outlives SIGKILL");
    }
    return alive;
  }

  private boolean waitFor(Duration longest) {
    try {
      return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
  }
}
