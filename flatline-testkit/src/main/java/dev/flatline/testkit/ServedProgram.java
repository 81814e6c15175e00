package dev.flatline.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `flatline serve` in a process of its own, on the class path of this one.
public final class ServedProgram implements AutoCloseable {
  private static final String LISTENS = "Flatline listens at ";
  private static final Duration LONGEST_END = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;

  private ServedProgram(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /// Begins to start one, at a port of its own.
  ///
  /// @param log takes what it says on the error stream
  /// @param java options of its JVM
  /// @param options of `serve`
  public static ServedProgram start(Path log, List<String> java, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:-UsePerfData");
    command.addAll(java);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.flatline.cli.Main", "serve", "--listen", "127.0.0.1:0"));
    command.addAll(List.of(options));
    try {
      return new ServedProgram(
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start(),
          log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until it says where it listens; fails with its log where it ends instead.
  public URI uri() {
    try {
      BufferedReader out = process.inputReader();
      String line = out.readLine();
      if (line == null || !line.startsWith(LISTENS)) {
        throw new AssertionError("the server did not start:\n" + log());
      }
      return URI.create(line.substring(LISTENS.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What it has said on the error stream.
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its process.
  public long pid() {
    return process.pid();
  }

  /// Whether it has not ended.
  public boolean isAlive() {
    return process.isAlive();
  }

  /// Lets it run for so long, or to its end.
  public void runFor(long millis) {
    endsWithin(Duration.ofMillis(millis));
  }

  /// Waits for its end, and tells whether it came.
  public boolean endsWithin(Duration longest) {
    try {
      return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// SIGTERM.
  public void askToEnd() {
    process.toHandle().destroy();
  }

  /// SIGKILL, and waits for the end.
  ///
  /// @return whether it was still alive
  public boolean kill() {
    boolean alive = process.isAlive();
    process.toHandle().destroyForcibly();
    if (!endsWithin(LONGEST_END)) {
      throw new IllegalStateException("process " + process.pid() + " outlives SIGKILL");
    }
    return alive;
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
  }
}
