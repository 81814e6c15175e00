package dev.flatline.server.config;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.connectors.sink.HttpTarget;
import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlValue;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where one sink is: its keys `url`, `file`, `ca`, `cert`, `key`, `secret`, `authorization`, and
/// what of them goes together.
///
/// @param sink the mapping
/// @param type its type
/// @param folder to which paths are relative
record SinkPlace(YamlMapping sink, SinkType type, ConfigFolder folder) {
  private static final Pattern SYSLOG =
      Pattern.compile("(tcp|tls)://(\\[[0-9a-fA-F:.]+]|[^:/\\[\\]@]+):([0-9]{1,5})");
  private static final String SYSLOG_ADVICE =
      "expected tcp://HOST:PORT or tls://HOST:PORT; TLS is port 6514 by custom";
  private static final List<String> NETWORK = List.of("ca", "cert", "key", "authorization");
  private static final int LARGEST_PORT = 65_535;

  /// The place; empty where it is none, which is noted.
  Optional<SinkConfig.Place> read() {
    if (type != SinkType.WEBHOOK) {
      sink.forbid("secret", "only a webhook's messages are signed; authorization logs in");
    }
    return switch (type) {
      case SYSLOG -> syslog();
      case ALERTMANAGER, WEBHOOK, SLACK -> {
        sink.forbid("file", "this type goes to a url");
        yield sink.required("url").flatMap(this::http);
      }
      case OCSF, ECS -> sink.has("file") ? lines() : sink.required("url").flatMap(this::http);
    };
  }

  private Optional<SinkConfig.Place> lines() {
    sink.forbid("url", "expected either file or url");
    NETWORK.forEach(key -> sink.forbid(key, "a file needs none"));
    return sink.optional("file").flatMap(folder::path).map(SinkConfig.Place.Lines::new);
  }

  private Optional<SinkConfig.Place> http(YamlValue url) {
    Optional<HttpTarget.Address> address = address(url);
    Optional<Secret> authorization = sink.optional("authorization").flatMap(folder::secret);
    Optional<Secret> signing = sink.optional("secret").flatMap(folder::secret);
    TlsSettings tls = folder.tls(sink);
    return address.map(
        known -> new SinkConfig.Place.Http(new HttpTarget(known, authorization, signing, tls)));
  }

  /// The URL of a chat is itself the secret: whoever knows it may post.
  private Optional<HttpTarget.Address> address(YamlValue url) {
    if (type == SinkType.SLACK || !url.isText(ConfigFolder.ANY_TEXT)) {
      return folder.secret(url).map(HttpTarget.Address.Hidden::new);
    }
    return OpenUrl.read(url).map(this::withoutTls).map(HttpTarget.Address.Open::new);
  }

  private URI withoutTls(URI url) {
    if (url.getScheme().equals("http")) {
      List.of("ca", "cert", "key").forEach(key -> sink.forbid(key, "it goes with https"));
    }
    return url;
  }

  private Optional<SinkConfig.Place> syslog() {
    sink.forbid("file", "this type goes to a url");
    sink.forbid("authorization", "syslog knows none: use cert and key");
    return sink.required("url").flatMap(url -> url.text(SYSLOG_ADVICE, this::syslog));
  }

  private SinkConfig.Place syslog(String url) {
    Matcher matcher = SYSLOG.matcher(url);
    if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > LARGEST_PORT) {
      throw new IllegalArgumentException(SYSLOG_ADVICE);
    }
    boolean secured = matcher.group(1).equals("tls");
    if (!secured) {
      List.of("ca", "cert", "key").forEach(key -> sink.forbid(key, "it goes with tls://"));
    }
    String host = matcher.group(2).replaceAll("[\\[\\]]", "");
    return new SinkConfig.Place.Syslog(
        host,
        Integer.parseInt(matcher.group(3)),
        secured ? Optional.of(folder.tls(sink)) : Optional.empty());
  }
}
