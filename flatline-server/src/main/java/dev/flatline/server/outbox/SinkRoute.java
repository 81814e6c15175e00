package dev.flatline.server.outbox;

import dev.flatline.connectors.sink.FileSink;
import dev.flatline.connectors.sink.HttpSink;
import dev.flatline.connectors.sink.HttpTarget;
import dev.flatline.connectors.sink.MessageSink;
import dev.flatline.connectors.sink.Payload;
import dev.flatline.connectors.sink.SyslogSink;
import dev.flatline.formats.message.AlertmanagerJson;
import dev.flatline.formats.message.CefText;
import dev.flatline.formats.message.EcsJson;
import dev.flatline.formats.message.Message;
import dev.flatline.formats.message.MessageEncoder;
import dev.flatline.formats.message.OcsfJson;
import dev.flatline.formats.message.Sender;
import dev.flatline.formats.message.SlackJson;
import dev.flatline.formats.message.SyslogText;
import dev.flatline.formats.message.WebhookJson;
import dev.flatline.server.config.SinkConfig;
import dev.flatline.server.config.SinkType;
import dev.flatline.server.store.Subscription;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/// The way to one sink: in which form, and by what.
///
/// @param config what the file says of it
/// @param encoder writes its messages
/// @param sink moves them
/// @param sender who sends them
public record SinkRoute(SinkConfig config, MessageEncoder encoder, MessageSink sink, Sender sender)
    implements AutoCloseable {

  /// The way that a configuration asks for.
  public static SinkRoute of(SinkConfig config, Sender sender) {
    return new SinkRoute(config, encoder(config, sender), sink(config), sender);
  }

  private static MessageEncoder encoder(SinkConfig config, Sender sender) {
    return switch (config.type()) {
      case ALERTMANAGER -> new AlertmanagerJson(InstantSource.system(), config.labels());
      case WEBHOOK -> new WebhookJson();
      case SLACK -> new SlackJson();
      case SYSLOG -> new SyslogText(sender, new CefText(sender));
      case OCSF -> new OcsfJson(sender);
      case ECS -> new EcsJson(sender);
    };
  }

  private static MessageSink sink(SinkConfig config) {
    return switch (config.place()) {
      case SinkConfig.Place.Http http ->
          new HttpSink(
              config.type() == SinkType.ALERTMANAGER ? ofAlerts(http.target()) : http.target());
      case SinkConfig.Place.Syslog syslog ->
          new SyslogSink(syslog.host(), syslog.port(), syslog.tls());
      case SinkConfig.Place.Lines lines -> new FileSink(lines.file());
    };
  }

  /// People give the URL of Alertmanager itself, with a path prefix where it has one.
  private static HttpTarget ofAlerts(HttpTarget target) {
    return target.below("/api/v2/alerts");
  }

  /// What the sink wants to be told.
  public Subscription subscription() {
    return new Subscription(
        config.name(),
        config.atLeast(),
        config.workloads(),
        config.type() == SinkType.ALERTMANAGER);
  }

  /// A message as bytes go.
  public Payload payload(Message message) {
    return new Payload(message.id(), encoder.contentType(), encoder.encode(message));
  }

  /// Where the console is that its messages link to.
  Optional<URI> console() {
    return config.console();
  }

  @Override
  public void close() {
    sink.close();
  }
}
