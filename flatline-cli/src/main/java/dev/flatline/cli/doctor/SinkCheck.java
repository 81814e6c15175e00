package dev.flatline.cli.doctor;

import dev.flatline.connectors.SourceException;
import dev.flatline.server.config.SinkConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Sinks: whether each can be reached. Nothing is sent.
record SinkCheck(List<SinkConfig> sinks) implements Check {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  /// For all of them.
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  @Override
  public String name() {
    return "sink";
  }

  @Override
  public Duration limit() {
    return LIMIT;
  }

  @Override
  public List<CheckResult> look() {
    return sinks.isEmpty()
        ? List.of(CheckResult.skipped(name(), "the configuration tells nobody (sinks)"))
        : sinks.stream().map(this::look).toList();
  }

  private CheckResult look(SinkConfig sink) {
    return switch (sink.place()) {
      case SinkConfig.Place.Http http -> http(sink.name(), http);
      case SinkConfig.Place.Syslog syslog ->
          reached(sink.name(), new InetSocketAddress(syslog.host(), syslog.port()));
      case SinkConfig.Place.Lines lines -> lines(sink.name(), lines.file());
    };
  }

  private CheckResult http(String sink, SinkConfig.Place.Http http) {
    try {
      URI url = http.target().address().read();
      int usual = url.getScheme().equals("https") ? HTTPS : HTTP;
      int port = url.getPort() < 0 ? usual : url.getPort();
      return reached(sink, new InetSocketAddress(url.getHost(), port));
    } catch (SourceException e) {
      return CheckResult.problem(
          name(), sink + ": " + e.getMessage(), "put the secret where the configuration says");
    }
  }

  private CheckResult reached(String sink, InetSocketAddress address) {
    String place = address.getHostString() + ":" + address.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(address, Math.toIntExact(ANSWER.toMillis()));
      return CheckResult.ok(name(), sink + " can be reached at " + place);
    } catch (IOException e) {
      return CheckResult.problem(
          name(),
          sink + " cannot be reached at " + place + " (" + e.getMessage() + ")",
          "see the address and what lies between; then 'flatline sink test " + sink + "'");
    }
  }

  private CheckResult lines(String sink, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    boolean writable =
        Files.exists(file) ? Files.isWritable(file) : folder != null && Files.isWritable(folder);
    return writable
        ? CheckResult.ok(name(), sink + " can append to " + file)
        : CheckResult.problem(
            name(), sink + " cannot write " + file, "let the server's user write it");
  }
}
