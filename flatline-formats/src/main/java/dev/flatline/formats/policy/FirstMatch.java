package dev.flatline.formats.policy;

import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.formats.yaml.YamlProblem;
import dev.flatline.formats.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;

/// Warns of items of a list that are never reached because an earlier one takes all that they
/// could.
final class FirstMatch {
  private record Earlier(YamlValue place, WorkloadPattern match, String gives) {}

  private final List<Earlier> earlier = new ArrayList<>();

  /// Looks at the next item of the list.
  ///
  /// @param gives in words, what a workload gets that this item matches
  void check(YamlValue item, WorkloadPattern match, String gives) {
    for (Earlier one : earlier) {
      if (one.match().covers(match)) {
        item.warn(
            YamlProblem.Kind.NEVER_REACHED,
            "an item whose workloads all match " + one.place().path() + " already",
            "the first match wins, here "
                + (one.place().path() + " in line " + one.place().line() + " with " + one.gives())
                + (one.gives().equals(gives) ? "" : ", never " + gives));
        break;
      }
    }
    earlier.add(new Earlier(item, match, gives));
  }
}
