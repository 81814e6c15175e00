package dev.flatline.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.html.PageResource;
import dev.flatline.formats.report.ReportAssets;
import dev.flatline.server.http.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/// Style sheets, scripts and the icon of the console: `GET /assets/{name}`. Their addresses change
/// with their
/// content, so browsers keep them for ever.
public final class ConsoleAssets implements HttpService {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private static final MediaType SCRIPT = MediaType.parse("text/javascript; charset=utf-8");

  private static final MediaType ICON = MediaType.parse("image/svg+xml");

  private static final List<Asset> ALL =
      List.of(
          new Asset("report.css", MediaType.CSS_UTF_8, ReportAssets.style()),
          new Asset("console.css", MediaType.CSS_UTF_8, own("console.css")),
          new Asset("icon.svg", ICON, own("icon.svg")),
          new Asset("htmx.js", SCRIPT, webJar("htmx.org", "dist/htmx.min.js")),
          new Asset("sse.js", SCRIPT, webJar("htmx-ext-sse", "sse.js")),
          new Asset("console.js", SCRIPT, own("console.js")),
          new Asset("report.js", SCRIPT, ReportAssets.script()));

  /// Makes one.
  public ConsoleAssets() {}

  /// One of them.
  ///
  /// @param tag changes with the text
  record Asset(String name, MediaType type, String text, String tag) {

    Asset(String name, MediaType type, String text) {
      this(name, type, text, UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).toString());
    }

    Element element() {
      if (type.equals(SCRIPT)) {
        return Element.of("script").with("src", address()).with("defer", "");
      }
      String relation = type.equals(ICON) ? "icon" : "stylesheet";
      return Element.of("link").with("rel", relation).with("href", address());
    }

    private String address() {
      return "/assets/" + name + "?" + tag;
    }
  }

  static List<Asset> all() {
    return ALL;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String name = String.valueOf(context.pathParam("name"));
    return ALL.stream()
        .filter(asset -> asset.name.equals(name))
        .findFirst()
        .map(ConsoleAssets::answer)
        .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "the console has no such part"));
  }

  private static HttpResponse answer(Asset asset) {
    ResponseHeaders headers =
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(asset.type)
            .set("Cache-Control", FOR_EVER)
            .set("X-Content-Type-Options", "nosniff")
            .build();
    return HttpResponse.of(headers, HttpData.ofUtf8(asset.text));
  }

  private static String own(String name) {
    return PageResource.load(ConsoleAssets.class, name).text();
  }

  /// A file of a WebJar, whose folder bears its version.
  private static String webJar(String name, String file) {
    return PageResource.load(
            ConsoleAssets.class,
            "/META-INF/resources/webjars/" + name + "/" + version(name) + "/" + file)
        .text();
  }

  private static String version(String webJar) {
    String pom = "/META-INF/maven/org.webjars.npm/" + webJar + "/pom.properties";
    try (InputStream in = ConsoleAssets.class.getResourceAsStream(pom)) {
      if (in == null) {
        throw new IllegalStateException("the build lacks " + webJar);
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
