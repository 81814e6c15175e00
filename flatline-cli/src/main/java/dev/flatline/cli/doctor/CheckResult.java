package dev.flatline.cli.doctor;

/// What a check found.
///
/// @param check what was looked at
/// @param outcome how it is
/// @param found what was found, or why nobody looked
/// @param advice what to do; empty where that is nothing
public record CheckResult(String check, Outcome outcome, String found, String advice) {

  static CheckResult ok(String check, String found) {
    return new CheckResult(check, Outcome.OK, found, "");
  }

  static CheckResult warning(String check, String found, String advice) {
    return new CheckResult(check, Outcome.WARNING, found, advice);
  }

  static CheckResult problem(String check, String found, String advice) {
    return new CheckResult(check, Outcome.PROBLEM, found, advice);
  }

  static CheckResult skipped(String check, String why) {
    return new CheckResult(check, Outcome.SKIPPED, why, "");
  }
}
