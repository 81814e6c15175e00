package dev.flatline.server.openapi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenApiServiceTest {
  @Test
  void server_withAnAddressThatNothingDescribes_doesNotStart() {
    try (Server server = with("/v1/new")) {
      assertThatThrownBy(() -> server.start().join())
          .hasMessageContaining("/v1/new")
          .hasMessageContaining("nothing describes it");
    }
  }

  @Test
  void server_withAPageThatNothingDescribes_starts() {
    try (Server server = with("/health")) {
      assertThatCode(() -> server.start().join()).doesNotThrowAnyException();
    }
  }

  private static Server with(String path) {
    HttpService service = (context, request) -> HttpResponse.of(200);
    return Server.builder()
        .service(
            "/api/v1/openapi.json",
            new Described(
                new OpenApiService("test", false), OpenApiService.OPERATION, Optional.empty()))
        .service(path, service)
        .build();
  }
}
