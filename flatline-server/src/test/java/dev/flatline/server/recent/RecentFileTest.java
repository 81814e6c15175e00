package dev.flatline.server.recent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentFileTest {
  private static final long MOST_BYTES = 1 << 20;

  @TempDir private Path folder;

  @Test
  void read_givesWhatWasWrittenOfThatTime_alsoToTheNextProcess() {
    List<Stretch> stretches = stretches(100, 500);
    assertThat(file().write(stretches, 0)).isTrue();
    assertThat(file().read("w7", 0, 1_000)).containsExactly(stretches.get(7));
    assertThat(file().read("w7", 0, 400)).isEmpty();
    assertThat(file().read("w7", 600, 1_000)).isEmpty();
    assertThat(file().read("nobody", 0, 1_000)).isEmpty();
  }

  @Test
  void write_removesWhatIsTooOld() {
    file().write(stretches(100, 500), 0);
    file().write(stretches(100, 900), 600);
    assertThat(file().read("w7", 0, 1_000)).extracting(Stretch::fromMinute).containsExactly(900);
  }

  @Test
  void write_beyondTheLimit_removesTheOldest() throws IOException {
    RecentFile file = file();
    for (int i = 0; i < 60; i++) {
      assertThat(file.write(stretches(300, 10 * i), 0)).isTrue();
    }
    List<Stretch> left = file.read("w7", 0, 1_000);
    assertThat(left).extracting(Stretch::fromMinute).contains(590).doesNotContain(0);
    assertThat(Files.size(path())).isLessThan(2 * MOST_BYTES);
  }

  @Test
  void write_whereThereIsNoRoom_isTold_andGoesOnWhenThereIs() {
    RecentFile file = file();
    assertThat(file.write(stretches(100, 500), 0)).isTrue();
    // More than twice the limit at once is what the file itself refuses: "disk is full".
    assertThat(file.write(stretches(25_000, 510), 0)).isFalse();
    assertThat(file.write(stretches(100, 520), 0)).isTrue();
    assertThat(file.read("w7", 0, 1_000)).extracting(Stretch::fromMinute).contains(500, 520);
  }

  @Test
  void write_whereTheFolderIsGone_isTold() {
    RecentFile file = new RecentFile(folder.resolve("gone/recent.db"), MOST_BYTES);
    assertThat(file.write(stretches(1, 500), 0)).isFalse();
    assertThat(file.read("w0", 0, 1_000)).isEmpty();
  }

  @Test
  void file_thatIsDamaged_isSetAside_andANewOneBegun() throws IOException {
    Files.writeString(path(), "this is no database, however long it is. ".repeat(999));
    RecentFile file = file();
    assertThat(file.read("w7", 0, 1_000)).isEmpty();
    assertThat(folder.resolve("recent.db.damaged")).exists();
    assertThat(file.write(stretches(100, 500), 0)).isTrue();
    assertThat(file.read("w7", 0, 1_000)).hasSize(1);
  }

  @Test
  void file_thatIsDamagedInTheMiddle_isSetAside_orReadAsFarAsItIsWhole() throws IOException {
    file().write(stretches(3_000, 500), 0);
    byte[] bytes = Files.readAllBytes(path());
    byte[] noise = new byte[bytes.length / 2];
    new Random(1).nextBytes(noise);
    System.arraycopy(noise, 0, bytes, bytes.length / 3, noise.length);
    Files.write(path(), bytes);
    RecentFile file = file();
    for (int i = 0; i < 3_000; i += 20) {
      assertThat(file.read("w" + i, 0, 1_000)).hasSizeLessThan(2);
    }
    file.write(stretches(100, 600), 0);
    assertThat(file.write(stretches(100, 700), 0)).isTrue();
    assertThat(file.read("w7", 700, 1_000)).hasSize(1);
  }

  @Test
  void file_ofWhichAnIndexIsDamaged_isSetAside() throws SQLException {
    file().write(stretches(3_000, 500), 0);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path());
        Statement statement = connection.createStatement()) {
      statement.execute("pragma writable_schema = on");
      statement.execute("create table other (a, b)");
      statement.execute("create index other_by_a on other (a, b)");
      statement.execute(
          "update sqlite_schema set rootpage = (select rootpage from sqlite_schema"
              + " where name = 'other_by_a') where name = 'block_by_bucket'");
    }
    RecentFile file = file();
    file.write(stretches(100, 600), 590);
    assertThat(file.write(stretches(100, 700), 690)).isTrue();
    assertThat(file.read("w7", 700, 1_000)).hasSize(1);
    assertThat(folder.resolve("recent.db.damaged")).exists();
  }

  @Test
  void file_ofAnotherVersion_isSetAside() throws SQLException {
    file().write(stretches(100, 500), 0);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path());
        Statement statement = connection.createStatement()) {
      statement.execute("pragma user_version = 2");
    }
    RecentFile file = file();
    assertThat(file.read("w7", 0, 1_000)).isEmpty();
    assertThat(file.write(stretches(100, 600), 0)).isTrue();
    assertThat(file.read("w7", 0, 1_000)).extracting(Stretch::fromMinute).containsExactly(600);
  }

  @Test
  void file_thatIsDeleted_isMadeAgain() throws IOException {
    RecentFile file = file();
    file.write(stretches(100, 500), 0);
    Files.delete(path());
    assertThat(file.read("w7", 0, 1_000)).isEmpty();
    assertThat(file.write(stretches(100, 600), 0)).isTrue();
    assertThat(file.read("w7", 0, 1_000)).hasSize(1);
  }

  private RecentFile file() {
    return new RecentFile(path(), MOST_BYTES);
  }

  private Path path() {
    return folder.resolve("recent.db");
  }

  /// One of each workload, with values that do not pack.
  private static List<Stretch> stretches(int workloads, int fromMinute) {
    Random random = new Random(workloads);
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < workloads; i++) {
      byte[] rows = new byte[8 * MinuteRows.ROW_BYTES];
      random.nextBytes(rows);
      byte[] minutes = {0, 1, 2, 3, 4, 5, 6, 7};
      stretches.add(new Stretch("w" + i, fromMinute, minutes, rows, new byte[0]));
    }
    return stretches;
  }
}
