package dev.flatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path path;

  @Test
  void take_ofAFolderThatIsMissing_makesIt() {
    Path missing = path.resolve("a/b");
    try (DataFolder folder = DataFolder.take(missing)) {
      assertThat(folder.path()).isDirectory();
    }
  }

  @Test
  void take_whileAnotherHasIt_isRefused() {
    try (DataFolder folder = DataFolder.take(path)) {
      assertThatThrownBy(() -> DataFolder.take(path))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("another Flatline uses the data folder " + folder.path());
    }
    try (DataFolder again = DataFolder.take(path)) {
      assertThat(again.path()).isEqualTo(path);
    }
  }

  @Test
  void take_whereAFileIsInTheWay_saysWhere() throws IOException {
    Path file = Files.writeString(path.resolve("file"), "");
    assertThatThrownBy(() -> DataFolder.take(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("cannot be written");
  }
}
