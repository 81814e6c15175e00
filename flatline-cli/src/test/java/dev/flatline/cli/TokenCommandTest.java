package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.WorkloadSelection;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerSettings;
import dev.flatline.server.config.AccessConfig;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.guard.Tenants;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `flatline token` against a running server that asks everybody who they are.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenCommandTest {
  @TempDir private static Path folder;

  private FlatlineServer server;
  private Path admin;

  @BeforeAll
  void start() {
    server =
        FlatlineServer.start(
            new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                folder,
                EngineSettings.DEFAULT,
                Policy.none(),
                ServerConfig.none()
                    .withAccess(new AccessConfig(true, false))
                    .withTenants(new Tenants(Map.of("shop", WorkloadSelection.NOTHING))),
                "test"));
    admin = server.firstToken().orElseThrow();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void create_printsTheTextAlone_andItOpensWhatItsScopeSays() throws IOException {
    CommandRun made = run(admin, "token", "create", "anna", "--scope", "read", "--expires", "30d");
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(made.out().strip()).matches("flt_[A-Za-z0-9_-]{51}");
    assertThat(made.err()).contains("made anna with the id");
    Path anna = Files.writeString(folder.resolve("anna.token"), made.out());
    assertThat(run(anna, "findings", "list").exitCode()).isZero();
    CommandRun refused = run(anna, "token", "list");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("anna may not do this: it lacks the scope admin");
  }

  @Test
  void create_ofATenant_isOfThatAlone() {
    CommandRun made = run(admin, "token", "create", "shop", "--scope", "read", "--tenant", "shop");
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(run(admin, "token", "list").out()).containsPattern("read +shop +never");
    CommandRun refused = run(admin, "token", "create", "x", "--scope", "read", "--tenant", "pub");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("tenants: \"pub\" is not one of shop");
  }

  @Test
  void withoutAToken_theServerSaysWhatToSend() {
    CommandRun refused = CommandRun.of("findings", "list", "--server", server.uri().toString());
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("send a token");
  }

  @Test
  void list_namesThem_andRevokeEndsOne() throws IOException {
    CommandRun made = run(admin, "token", "create", "gone\u001b", "--scope", "read");
    Path gone = Files.writeString(folder.resolve("gone.token"), made.out());
    String listed = run(admin, "token", "list").out();
    assertThat(listed).contains("first-admin", "gone<U+001B>", "never").doesNotContain("flt_");
    String id = made.err().replaceAll("(?s).*the id ([0-9a-f-]+);.*", "$1");
    assertThat(run(admin, "token", "revoke", id).exitCode()).isZero();
    assertThat(run(gone, "findings", "list").exitCode()).isEqualTo(2);
    assertThat(run(admin, "token", "revoke", "nobody").err()).contains("there is no token");
  }

  @Test
  void replace_makesAnotherThatOpensTheSame() throws IOException {
    CommandRun made = run(admin, "token", "create", "bert", "--scope", "read");
    String id = made.err().replaceAll("(?s).*the id ([0-9a-f-]+);.*", "$1");
    CommandRun replaced = run(admin, "token", "replace", id);
    Path bert = Files.writeString(folder.resolve("bert.token"), replaced.out());
    assertThat(run(bert, "findings", "list").exitCode()).isZero();
    assertThat(replaced.out()).isNotEqualTo(made.out());
  }

  private CommandRun run(Path token, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--server", server.uri().toString(), "--token-file", token.toString()));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
