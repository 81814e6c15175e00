package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerSettings;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.store.DataFolder;
import dev.flatline.server.store.Database;
import dev.flatline.server.store.SqlFindingStore;
import dev.flatline.testkit.Findings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `flatline store` on data folders, whole and damaged.
class StoreCommandTest {
  private static byte[] snapshot = {};

  @TempDir private Path path;

  private Path data;
  private Path archive;
  private Path restored;

  @BeforeAll
  static void writeState(@TempDir Path folder) throws IOException {
    FlatlineServer.start(
            new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                folder,
                EngineSettings.DEFAULT,
                Policy.none(),
                ServerConfig.none(),
                "test"))
        .close();
    snapshot = Files.readAllBytes(folder.resolve("state.snapshot"));
  }

  @BeforeEach
  void fill() throws IOException {
    data = path.resolve("data");
    archive = path.resolve("backup.zip");
    restored = path.resolve("restored");
    try (DataFolder folder = DataFolder.take(data);
        Database database = Database.embedded(folder)) {
      new SqlFindingStore(database).save(List.of(Findings.movedIn(), Findings.batchJob()));
    }
    writeSnapshot();
  }

  @Test
  void backup_whileTheServerWrites_isRestoredAsItWas() throws IOException {
    try (DataFolder folder = DataFolder.take(data);
        Database database = Database.embedded(folder)) {
      new SqlFindingStore(database).save(List.of(Findings.named("late")));
      CommandRun check = run("check", "--data", data.toString());
      assertThat(check.exitCode()).as(check.err()).isZero();
      assertThat(check.out()).contains("findings.db: 3 findings", "state.snapshot: 0 workloads");
      CommandRun backup = backup();
      assertThat(backup.exitCode()).as(backup.err()).isZero();
      assertThat(backup.out()).contains("findings.db: 3 findings", "Written: " + archive);
    }
    CommandRun restore = restore();
    assertThat(restore.exitCode()).as(restore.err()).isZero();
    try (DataFolder folder = DataFolder.take(restored);
        Database database = Database.embedded(folder)) {
      for (Finding one : List.of(Findings.movedIn(), Findings.named("late"))) {
        assertThat(new SqlFindingStore(database).find(one.id())).contains(one);
      }
    }
    assertThat(restored.resolve("state.snapshot"))
        .hasSameBinaryContentAs(data.resolve("state.snapshot"));
    assertThat(names(path)).containsExactlyInAnyOrder("data", "backup.zip", "restored");
  }

  @Test
  void backup_ontoAFile_orOfNothing_isRefused() throws IOException {
    Files.writeString(archive, "mine");
    assertFails(backup(), archive + " is there already");
    assertThat(archive).hasContent("mine");
    Files.delete(archive);
    Files.delete(data.resolve("findings.db"));
    assertFails(backup(), "pg_dump");
    assertFails(run("check", "--data", path.toString()), "holds nothing of Flatline's");
  }

  @Test
  void damagedSnapshot_isToldAndNotBackedUp() throws IOException {
    Files.writeString(data.resolve("state.snapshot"), "flatline snapshot 2\nx");
    assertFails(run("check", "--data", data.toString()), "state.snapshot is damaged at record 1");
    assertFails(backup(), "was not backed up");
    assertThat(archive).doesNotExist();
  }

  @Test
  void damagedDatabase_isToldAndNotBackedUp() throws IOException {
    byte[] bytes = Files.readAllBytes(data.resolve("findings.db"));
    for (int i = bytes.length / 3; i < bytes.length; i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(data.resolve("findings.db"), bytes);
    assertFails(run("check", "--data", data.toString()), "findings.db");
    assertFails(backup(), "findings.db");
    assertThat(archive).doesNotExist();
    assertThat(data.resolve("findings.db")).hasBinaryContent(bytes);
  }

  @Test
  void findingThatCannotBeRead_isToldByItsId() throws SQLException {
    update("update finding set document = '{}' where severity = 0");
    assertFails(run("check", "--data", data.toString()), "finding " + Findings.batchJob().id());
  }

  @Test
  void archiveOfALaterSchema_isNotRestored() throws SQLException, IOException {
    backup();
    update("update flyway_schema_history set version = '99' where version = '1'");
    assertFails(run("check", "--data", data.toString()), "its schema is version 99");
    Path later = path.resolve("later.zip");
    assertFails(run("backup", "--data", data.toString(), "--output", later.toString()), "99");
    assertThat(restore().exitCode()).isZero();
  }

  @Test
  void restore_intoAFolderWithSomething_isRefused() throws IOException {
    backup();
    Files.createDirectories(restored);
    Path theirs = Files.writeString(restored.resolve("theirs"), "x");
    assertFails(restore(), restored + " is not empty");
    assertThat(theirs).hasContent("x");
    assertThat(names(restored)).containsExactlyInAnyOrder("theirs", "lock");
    Files.delete(theirs);
    try (DataFolder taken = DataFolder.take(restored)) {
      assertFails(restore(), "another Flatline uses the data folder " + taken.path());
    }
    assertThat(restore().exitCode()).isZero();
  }

  @Test
  void restore_whereNothingCanBeWritten_saysWhere() {
    backup();
    CommandRun run = run("restore", archive.toString(), "--data", "/proc/flatline");
    assertFails(run, "/proc/flatline cannot be written");
  }

  @Test
  void restore_ofADamagedArchive_leavesTheFolderEmpty() throws IOException {
    backup();
    byte[] bytes = Files.readAllBytes(archive);
    bytes[bytes.length / 2] ^= 1;
    Files.write(archive, bytes);
    assertFails(restore(), archive + " cannot be restored");
    assertThat(names(restored)).containsExactly("lock");
    Files.write(archive, new byte[100]);
    assertFails(restore(), "no whole ZIP");
    zip("manifest.json", "{\"format\":2}");
    assertFails(restore(), "its format is 2");
    zip("other", "x");
    assertFails(restore(), "there is no manifest.json");
    zip("manifest.json", "{\"format\":1,\"sha256\":{\"findings.db\":\"x\",\"../x\":\"x\"}}");
    assertFails(restore(), "does not hold what a backup holds");
    assertFails(run("restore", path.resolve("none").toString()), "there is no archive");
  }

  /// What the database remembers belongs to the snapshot that was there when it was copied.
  @Test
  void backup_whileTheStateIsWrittenAgainAndAgain_isRefused() throws Exception {
    writeSnapshot();
    Path snapshot = data.resolve("state.snapshot");
    AtomicBoolean over = new AtomicBoolean();
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!over.get()) {
                    touch(snapshot);
                  }
                });
    try {
      assertFails(backup(), "was written anew while the database was copied");
    } finally {
      over.set(true);
      writer.join();
    }
    assertThat(archive).doesNotExist();
    assertThat(backup().exitCode()).isZero();
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// No file may grow beyond 4 MiB, which is what a disk that fills up looks like.
  @Test
  void backup_ontoAFullDisk_leavesNothing() throws Exception {
    update("update finding set document = hex(zeroblob(4000000)) where severity = 0");
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -f 4096; exec \"$@\"",
                "backup",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "store",
                "backup",
                "--data",
                data.toString(),
                "--output",
                archive.toString())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out).isEqualTo(ExitCode.SOURCE);
    assertThat(out).contains(data.resolve("findings.db") + " cannot be copied to ");
    assertThat(names(path)).containsExactly("data");
  }

  private CommandRun backup() {
    return run("backup", "--data", data.toString(), "--output", archive.toString());
  }

  private CommandRun restore() {
    return run("restore", archive.toString(), "--data", restored.toString());
  }

  private static CommandRun run(String... words) {
    return CommandRun.of(
        Stream.concat(Stream.of("store"), Stream.of(words)).toArray(String[]::new));
  }

  private static void assertFails(CommandRun run, String why) {
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.SOURCE);
    assertThat(run.err()).contains(why).doesNotContain("internal error");
  }

  private void update(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("findings.db"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  private void zip(String name, String content) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// That of a server which nothing was sent to.
  private void writeSnapshot() throws IOException {
    Files.write(data.resolve("state.snapshot"), snapshot);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
