package dev.flatline.core.finding;

/// Where findings go: each call carries the newest state of one finding, told by its id.
@FunctionalInterface
public interface FindingSink {

  /// Takes a finding that was opened, changed or closed.
  void accept(Finding finding);
}
