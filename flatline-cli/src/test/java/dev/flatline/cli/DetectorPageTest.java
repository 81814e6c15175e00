package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.DetectorCatalog;
import dev.flatline.testkit.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The reference page in the repository is the one that the code writes. To write it again, run
/// with `-Dflatline.docs=write`.
class DetectorPageTest {

  @Test
  void page_inTheRepository_isTheGeneratedOne() throws IOException {
    Path page = SourceTree.path("docs/reference/detectors.md");
    String generated = DetectorPage.markdown(DetectorCatalog.ALL);
    if (System.getProperty("flatline.docs", "").equals("write")) {
      Files.writeString(page, generated);
    }
    assertThat(page).hasContent(generated);
  }
}
