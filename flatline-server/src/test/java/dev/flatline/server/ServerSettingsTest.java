package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.WorkloadSelection;
import dev.flatline.server.config.AccessConfig;
import dev.flatline.server.config.OidcConfig;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.guard.Tenants;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {
  private static final OidcConfig PROVIDER =
      new OidcConfig(
          "Ops",
          URI.create("https://login.example"),
          new OidcConfig.Client("flatline", Optional.empty(), List.of("openid")),
          URI.create("https://flatline.example"),
          new OidcConfig.Claims("preferred_username", "groups"),
          Duration.ofHours(1),
          Optional.empty(),
          List.of());

  @Test
  void onThisMachineAlone_nobodyIsAsked_unlessTheConfigurationSaysWhoMayDoWhat() {
    ServerConfig none = ServerConfig.none();
    assertThat(asks(none)).isFalse();
    assertThat(asks(none.withAccess(new AccessConfig(true, false)))).isTrue();
    assertThat(asks(none.withOidc(PROVIDER))).isTrue();
    assertThat(asks(none.withTenants(new Tenants(Map.of("shop", WorkloadSelection.NOTHING)))))
        .isTrue();
  }

  private static boolean asks(ServerConfig config) {
    return new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Path.of("data"),
            EngineSettings.DEFAULT,
            Policy.none(),
            config,
            "test")
        .asksEverybody();
  }
}
