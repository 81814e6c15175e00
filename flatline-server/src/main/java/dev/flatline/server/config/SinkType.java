package dev.flatline.server.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// In which form, and by which way, a sink is told.
public enum SinkType {
  /// Prometheus' Alertmanager, API v2.
  ALERTMANAGER,
  /// JSON to a URL, signed.
  WEBHOOK,
  /// A message to a chat.
  SLACK,
  /// CEF in syslog.
  SYSLOG,
  /// OCSF to a URL or a file.
  OCSF,
  /// The Elastic Common Schema, to a URL or a file.
  ECS;

  /// In lower case, as written in files.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether it can be written to a file.
  boolean takesFile() {
    return this == OCSF || this == ECS;
  }

  /// Whether it is told what is wrong with the server: people and alerting read it. The others file
  /// what workloads do.
  boolean takesWarnings() {
    return switch (this) {
      case ALERTMANAGER, WEBHOOK, SLACK, SYSLOG -> true;
      case OCSF, ECS -> false;
    };
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(SinkType::label).toList();
  }
}
