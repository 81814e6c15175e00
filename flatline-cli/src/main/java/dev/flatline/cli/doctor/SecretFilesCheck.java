package dev.flatline.cli.doctor;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.connectors.prometheus.client.Credentials;
import dev.flatline.connectors.sink.HttpTarget;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.config.SinkConfig;
import dev.flatline.server.config.StoreConfig;
import dev.flatline.server.config.TlsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Files that hold secrets: whether they can be read, and by nobody else.
record SecretFilesCheck(ServerConfig config, Path data) implements Check {
  @Override
  public String name() {
    return "secret files";
  }

  @Override
  public List<CheckResult> look() {
    List<Path> files = files().distinct().toList();
    return files.isEmpty()
        ? List.of(CheckResult.skipped(name(), "the configuration names none"))
        : files.stream().map(this::look).toList();
  }

  private CheckResult look(Path file) {
    if (!Files.isReadable(file)) {
      return CheckResult.problem(
          name(), file + " cannot be read", "put it there, and let the server's user read it");
    }
    try {
      Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
      boolean open =
          allowed.contains(PosixFilePermission.OTHERS_READ)
              || allowed.contains(PosixFilePermission.OTHERS_WRITE);
      return open
          ? CheckResult.warning(
              name(), "everybody on this machine can read " + file, "chmod o-rwx " + file)
          : CheckResult.ok(name(), file + " is closed to others");
    } catch (UnsupportedOperationException e) {
      return CheckResult.skipped(name(), "this file system knows no permissions: " + file);
    } catch (IOException e) {
      return CheckResult.problem(name(), file + " cannot be looked at: " + e, "");
    }
  }

  private Stream<Path> files() {
    return Stream.of(
            config.tls().map(TlsConfig::key).stream(),
            Stream.of(data.resolve("admin.token")).filter(Files::exists),
            config.store().flatMap(StoreConfig::password).stream().flatMap(SecretFilesCheck::file),
            config.oidc().flatMap(one -> one.client().secret()).stream()
                .flatMap(SecretFilesCheck::file),
            config.sinks().stream().flatMap(SecretFilesCheck::ofSink),
            config.poll().stream()
                .flatMap(
                    one ->
                        Stream.of(
                                ofCredentials(one.endpoint().credentials()),
                                one.endpoint().secretHeaders().values().stream()
                                    .flatMap(SecretFilesCheck::file),
                                key(one.endpoint().tls()))
                            .flatMap(paths -> paths)))
        .flatMap(paths -> paths);
  }

  private static Stream<Path> ofSink(SinkConfig sink) {
    return switch (sink.place()) {
      case SinkConfig.Place.Http http ->
          Stream.of(
                  address(http.target().address()).stream(),
                  http.target().authorization().stream(),
                  http.target().signing().stream())
              .flatMap(secrets -> secrets)
              .flatMap(SecretFilesCheck::file);
      case SinkConfig.Place.Syslog syslog -> syslog.tls().stream().flatMap(SecretFilesCheck::key);
      case SinkConfig.Place.Lines lines -> Stream.of();
    };
  }

  private static Optional<Secret> address(HttpTarget.Address address) {
    return address instanceof HttpTarget.Address.Hidden hidden
        ? Optional.of(hidden.secret())
        : Optional.empty();
  }

  private static Stream<Path> ofCredentials(Credentials credentials) {
    return switch (credentials) {
      case Credentials.BearerFrom bearer -> file(bearer.token());
      case Credentials.BasicFrom basic -> file(basic.password());
      case Credentials.Anonymous none -> Stream.of();
      case Credentials.Basic inline -> Stream.of();
      case Credentials.Bearer inline -> Stream.of();
    };
  }

  private static Stream<Path> file(Secret secret) {
    return secret instanceof Secret.OfFile file ? Stream.of(file.path()) : Stream.of();
  }

  private static Stream<Path> key(TlsSettings tls) {
    return tls.client().stream().map(TlsSettings.ClientCertificate::key);
  }
}
