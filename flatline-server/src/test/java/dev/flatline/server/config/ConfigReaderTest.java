package dev.flatline.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flatline.connectors.Secret;
import dev.flatline.formats.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
  @TempDir private Path folder;

  @Test
  void pathsAreRelativeToTheFilesOwnFolder() throws IOException {
    ServerConfig config =
        read(
            """
            listen: "[::1]:9000"
            data: kept
            policy: /etc/flatline/policy.yaml
            """);

    assertThat(config.listen()).contains(new ListenAddress("::1", 9000));
    assertThat(config.data()).contains(folder.resolve("kept"));
    assertThat(config.policy()).contains(Path.of("/etc/flatline/policy.yaml"));
  }

  @Test
  void aDatabaseIsOneLine() throws IOException {
    assertThat(read("store: jdbc:postgresql://db.example/flatline").store())
        .contains(
            new StoreConfig(
                "jdbc:postgresql://db.example/flatline", Optional.empty(), Optional.empty()));
  }

  @Test
  void aSecretIsNamedByWhereItLies() throws IOException {
    ServerConfig config =
        read(
            """
            store: {url: "jdbc:postgresql://db/flatline", user: me, password: {file: word}}
            """);

    assertThat(config.store())
        .contains(
            new StoreConfig(
                "jdbc:postgresql://db/flatline",
                Optional.of("me"),
                Optional.of(new Secret.OfFile(folder.resolve("word")))));
  }

  @Test
  void everythingThatIsWrong_isToldAtOnceWithItsPlace() throws IOException {
    Path file =
        written(
            """
        listen: 8642
        datta: kept
        store: {url: "jdbc:postgresql://db/flatline?password=x", password: hunter2}
        """);

    YamlException refused =
        catchThrowableOfType(YamlException.class, () -> ConfigReader.read(file));

    assertThat(refused)
        .hasMessageContaining(":1:9: listen: found 8642; expected HOST:PORT")
        .hasMessageContaining(":2:1: datta: found the key \"datta\";")
        .hasMessageContaining(
            ":3:14: store.url: found a password; secrets do not stand in this file")
        .hasMessageContaining(":3:68: store.password: found a text; expected {file: PATH}")
        .hasMessageNotContaining("hunter2")
        .hasMessageNotContaining("password=x");
  }

  @Test
  void aFileThatSaysNothing_isRefused() throws IOException {
    Path file = written("");

    assertThat(catchThrowableOfType(YamlException.class, () -> ConfigReader.read(file)))
        .hasMessageContaining("expected a configuration such as listen: 127.0.0.1:8642");
  }

  private ServerConfig read(String yaml) throws IOException {
    return ConfigReader.read(written(yaml)).value();
  }

  private Path written(String yaml) throws IOException {
    return Files.writeString(folder.resolve("flatline.yaml"), yaml);
  }
}
