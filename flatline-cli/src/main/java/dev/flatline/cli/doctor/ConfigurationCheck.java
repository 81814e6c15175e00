package dev.flatline.cli.doctor;

import java.util.ArrayList;
import java.util.List;

/// The configuration file, and the policy that it names.
record ConfigurationCheck(Configuration configuration) implements Check {
  @Override
  public String name() {
    return "configuration";
  }

  @Override
  public List<CheckResult> look() {
    if (configuration.file().isEmpty()) {
      return List.of(CheckResult.skipped(name(), "none is given (--config)"));
    }
    List<CheckResult> results = new ArrayList<>();
    configuration
        .problems()
        .forEach(
            one -> results.add(CheckResult.problem(name(), one, "mend it; the server refuses it")));
    configuration
        .warnings()
        .forEach(
            one -> results.add(CheckResult.warning(name(), one, "see whether it is meant so")));
    return results.isEmpty()
        ? List.of(CheckResult.ok(name(), configuration.file().get() + " can be read"))
        : results;
  }
}
