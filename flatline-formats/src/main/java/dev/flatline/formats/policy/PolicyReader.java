package dev.flatline.formats.policy;

import dev.flatline.core.policy.ExpectedPlateau;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.Prices;
import dev.flatline.core.policy.RoleAssignment;
import dev.flatline.core.policy.Suppression;
import dev.flatline.core.policy.ThresholdPolicy;
import dev.flatline.formats.yaml.YamlDocument;
import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlProblem;
import dev.flatline.formats.yaml.YamlValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// Reads policy files: YAML 1.2 in UTF-8, described by `policy.schema.json` beside this class and
/// by `docs/reference/policy.md`.
public final class PolicyReader {
  private static final double VERSION = 1;

  private PolicyReader() {}

  /// Reads a policy to its end.
  ///
  /// @param fileName how messages call it
  /// @param yaml the file's bytes; not closed
  /// @throws dev.flatline.formats.yaml.YamlException with every problem, where there is any
  /// @throws IOException where the bytes cannot be read
  public static YamlDocument.Read<Policy> read(String fileName, InputStream yaml)
      throws IOException {
    return YamlDocument.read(
        fileName, yaml, "expected a policy, beginning with version: 1", PolicyReader::read);
  }

  private static Optional<Policy> read(YamlValue root) {
    Optional<YamlMapping> read =
        root.mapping(
            "version", "roles", "expected_plateaus", "thresholds", "suppressions", "prices");
    if (read.isEmpty()) {
      return Optional.empty();
    }
    YamlMapping policy = read.get();
    policy.required("version").ifPresent(PolicyReader::checkVersion);
    List<RoleAssignment> roles = policy.optional("roles").map(RoleSection::read).orElse(List.of());
    List<ExpectedPlateau> plateaus =
        policy.optional("expected_plateaus").map(PlateauSection::read).orElse(List.of());
    ThresholdPolicy thresholds =
        policy.optional("thresholds").map(ThresholdSection::read).orElse(ThresholdPolicy.DEFAULTS);
    List<Suppression> suppressions =
        policy.optional("suppressions").map(SuppressionSection::read).orElse(List.of());
    Prices prices = policy.optional("prices").map(PriceSection::read).orElse(Prices.NONE);
    return Optional.of(new Policy(roles, plateaus, thresholds, suppressions, prices));
  }

  private static void checkVersion(YamlValue version) {
    version
        .number("expected the number 1")
        .filter(number -> number != VERSION)
        .ifPresent(number -> version.refuse(YamlProblem.Kind.BAD_VALUE, "expected the number 1"));
  }
}
