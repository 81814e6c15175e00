package dev.flatline.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The operating system's own PostgreSQL 15, on a free port of the loopback. It does not run as
/// root, so its folder is its own, and where root runs the tests it runs as another user. Everyone
/// is asked for the password.
public final class PostgresqlServer implements AutoCloseable {
  /// Who may do everything there.
  public static final String USER = "flatline";

  /// That user's password.
  public static final String PASSWORD = "let me in";

  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

  private static final String UNPRIVILEGED = "nobody";

  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  private static final long LONGEST_COMMAND_SECONDS = 120;

  private final Path folder;
  private final int port;
  private RunningProgram program;

  private PostgresqlServer(Path folder, int port) {
    this.folder = folder;
    this.port = port;
    this.program = launch();
  }

  /// Makes an empty cluster and starts it. Skips the test where PostgreSQL is not installed.
  public static PostgresqlServer start() {
    Path initdb = InstalledProgram.requireIn(PROGRAMS, "initdb");
    try {
      Path folder = Files.createTempDirectory("flatline-postgresql");
      Path password = Files.writeString(folder.resolve("password"), PASSWORD);
      if (isRoot()) {
        UserPrincipal owner =
            folder
                .getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(UNPRIVILEGED);
        Files.setOwner(folder, owner);
        Files.setOwner(password, owner);
      }
      run(
          folder,
          initdb.toString(),
          "--pgdata=" + folder.resolve("data"),
          "--username=" + USER,
          "--pwfile=" + password,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale=C.UTF-8",
          "--no-sync");
      return new PostgresqlServer(folder, RunningProgram.freePort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The JDBC URL of a database.
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /// Ends the server as an operator does, without waiting for those who use it.
  public void stop() {
    run(
        folder,
        PROGRAMS.resolve("pg_ctl").toString(),
        "stop",
        "--mode=fast",
        "--pgdata=" + folder.resolve("data"));
    program.close();
  }

  /// Starts it again where it was, with all that it had.
  public void startAgain() {
    program = launch();
  }

  /// Ends the server and removes its folder.
  @Override
  public void close() {
    stop();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RunningProgram launch() {
    RunningProgram launched =
        RunningProgram.start(
            unprivileged(
                PROGRAMS.resolve("postgres").toString(),
                "-D",
                folder.resolve("data").toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories="),
            folder.resolve("server.log"));
    try {
      launched.awaitListening(port);
      await("PostgreSQL on port " + port).atMost(LONGEST_START).until(this::isReady);
    } catch (Throwable e) {
      launched.close();
      throw e;
    }
    return launched;
  }

  /// It listens before it has recovered.
  private boolean isReady() throws IOException, InterruptedException {
    return new ProcessBuilder(
                PROGRAMS.resolve("pg_isready").toString(), "-h", "127.0.0.1", "-p", "" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("command.log").toFile())
            .start()
            .waitFor()
        == 0;
  }

  private static void run(Path folder, String... command) {
    EndingProgram.run(
        unprivileged(command), folder, folder.resolve("command.log"), LONGEST_COMMAND_SECONDS);
  }

  private static List<String> unprivileged(String... command) {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=nogroup"));
      words.addAll(List.of("--clear-groups", "--"));
    }
    words.addAll(List.of(command));
    return words;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
