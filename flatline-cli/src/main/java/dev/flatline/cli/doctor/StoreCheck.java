package dev.flatline.cli.doctor;

import dev.flatline.server.config.StoreConfig;
import dev.flatline.server.store.DatabaseServer;
import dev.flatline.server.store.StoreException;
import java.util.List;
import java.util.Optional;

/// The PostgreSQL database that keeps findings: whether the server can use it.
record StoreCheck(Optional<StoreConfig> store) implements Check {
  @Override
  public String name() {
    return "store";
  }

  @Override
  public List<CheckResult> look() {
    return store
        .map(this::look)
        .orElseGet(
            () -> List.of(CheckResult.skipped(name(), "findings are kept in the data folder")));
  }

  private List<CheckResult> look(StoreConfig config) {
    try {
      return told(new DatabaseServer(config).check());
    } catch (StoreException e) {
      return List.of(
          CheckResult.problem(
              name(),
              String.valueOf(e.getMessage()),
              "see its address, user and password under 'store', and whether it runs"));
    }
  }

  List<CheckResult> told(DatabaseServer.Check check) {
    if (check.problems().isEmpty()) {
      String tables =
          check.schema() == 0
              ? "; the server makes its tables"
              : ", its schema is version " + check.schema();
      return List.of(CheckResult.ok(name(), check.name() + " can be used" + tables));
    }
    return check.problems().stream()
        .map(
            one ->
                CheckResult.problem(
                    name(),
                    check.name() + ": " + one,
                    "the server does not start with it as it is"))
        .toList();
  }
}
