package dev.flatline.cli.evaluate;

import dev.flatline.core.window.WindowAggregate;

/// What the field runs today, for comparison, on windows of half an hour.
public enum FixedRule {
  /// Mean above 0.90, CV below 0.05, correlation of CPU and network below 0.2 or not defined.
  PUBLISHED("the published rule") {
    @Override
    boolean holds(WindowAggregate window) {
      return window.cpuMean() > 0.90
          && window.cpuCv() < 0.05
          && !(window.correlationWithNetwork() >= 0.2);
    }
  },
  /// Mean above 0.80: the usual load alert.
  THRESHOLD("mean above 80 %") {
    @Override
    boolean holds(WindowAggregate window) {
      return window.cpuMean() > 0.80;
    }
  };

  private final String text;

  FixedRule(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  abstract boolean holds(WindowAggregate window);
}
