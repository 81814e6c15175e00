package dev.flatline.server.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.net.BoundedAnswer;
import dev.flatline.connectors.net.TlsContext;
import dev.flatline.connectors.net.TlsSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// How a provider is asked: within a time, for not too much, and without following it elsewhere.
final class ProviderHttp implements HTTPRequestSender, ResourceRetriever {
  private static final Duration CONNECTING = Duration.ofSeconds(3);

  /// A login asks three times at most; together they stay below a request's 30 s.
  private static final Duration ANSWERING = Duration.ofSeconds(8);

  /// Keys of a provider take a few kB, a token with hundreds of groups some tens.
  private static final int MOST_BYTES = 512 << 10;

  private static final int OK = 200;

  private final Optional<Path> authorities;

  /// @param authorities to trust; empty for the platform's
  ProviderHttp(Optional<Path> authorities) {
    this.authorities = authorities;
  }

  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
    HttpRequest.Builder asked = request(request.getURI());
    request
        .getHeaderMap()
        .forEach((name, values) -> values.forEach(value -> asked.header(name, value)));
    String body = request.getBody();
    asked.method(
        request.getMethod().name(),
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return answer(asked.build());
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    HTTPResponse answer = answer(request(URI.create(url.toString())).build());
    if (answer.getStatusCode() != OK) {
      throw new IOException("HTTP " + answer.getStatusCode() + " from " + url);
    }
    return new Resource(answer.getBody(), answer.getHeaderValue("Content-Type"));
  }

  private static HttpRequest.Builder request(URI uri) throws IOException {
    try {
      return HttpRequest.newBuilder(uri).timeout(ANSWERING).header("Accept", "application/json");
    } catch (IllegalArgumentException e) {
      throw new IOException("nothing can be asked at " + uri, e);
    }
  }

  private HTTPResponse answer(HttpRequest request) throws IOException {
    HttpClient client = client();
    try {
      return read(BoundedAnswer.of(client, request, MOST_BYTES + 1, ANSWERING));
    } finally {
      client.shutdownNow();
    }
  }

  /// A client of its own for each request: authorities are read anew, and logins are rare.
  private HttpClient client() throws IOException {
    return HttpClient.newBuilder()
        .connectTimeout(CONNECTING)
        .followRedirects(HttpClient.Redirect.NEVER)
        .sslContext(trusting())
        .build();
  }

  private SSLContext trusting() throws IOException {
    try {
      return TlsContext.of(new TlsSettings(authorities, Optional.empty()));
    } catch (SourceException e) {
      throw new IOException("the authorities to trust cannot be read", e);
    }
  }

  private static HTTPResponse read(HttpResponse<byte[]> answer) throws IOException {
    if (answer.body().length > MOST_BYTES) {
      throw new IOException("an answer of more than " + MOST_BYTES + " bytes");
    }
    HTTPResponse read = new HTTPResponse(answer.statusCode());
    read.setBody(new String(answer.body(), StandardCharsets.UTF_8));
    Optional<String> type = answer.headers().firstValue("Content-Type");
    if (type.isPresent()) {
      read.setHeader("Content-Type", type.get());
    }
    return read;
  }
}
