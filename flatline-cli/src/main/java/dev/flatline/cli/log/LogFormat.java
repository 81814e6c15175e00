package dev.flatline.cli.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.LoggerFactory;

/// How lines of the log look.
public enum LogFormat {
  /// For people.
  text,
  /// An object of JSON a line.
  json;

  private static final String LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %level %logger{0} - %msg%n";

  /// Lets all lines from now on look so.
  public void use() {
    LogSetup.write((LoggerContext) LoggerFactory.getILoggerFactory(), this);
  }

  Encoder<ILoggingEvent> encoder(LoggerContext context) {
    Encoder<ILoggingEvent> encoder =
        switch (this) {
          case text -> lines();
          case json -> objects();
        };
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static PatternLayoutEncoder lines() {
    PatternLayoutEncoder lines = new PatternLayoutEncoder();
    lines.setPattern(LINE);
    return lines;
  }

  /// What is left out is always the same, or in the message already.
  private static JsonEncoder objects() {
    JsonEncoder objects = new JsonEncoder();
    objects.setWithSequenceNumber(false);
    objects.setWithNanoseconds(false);
    objects.setWithContext(false);
    objects.setWithMarkers(false);
    objects.setWithMDC(false);
    objects.setWithKVPList(false);
    objects.setWithMessage(false);
    objects.setWithArguments(false);
    objects.setWithFormattedMessage(true);
    return objects;
  }
}
