package dev.flatline.formats.policy;

import dev.flatline.core.policy.ExpectedPlateau;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.RoleAssignment;
import dev.flatline.core.policy.Suppression;
import dev.flatline.core.policy.ThresholdPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// Reads policy files: YAML 1.2 in UTF-8, described by `policy.schema.json` beside this class and
/// by `docs/reference/policy.md`.
public final class PolicyReader {
  /// The largest file that is read.
  public static final int MAX_BYTES = 1 << 20;

  private static final double VERSION = 1;

  private PolicyReader() {}

  /// Reads a policy to its end.
  ///
  /// @param fileName how messages call it
  /// @param yaml the file's bytes; not closed
  /// @throws PolicyException with every problem, where there is any
  /// @throws IOException where the bytes cannot be read
  public static PolicyFile read(String fileName, InputStream yaml) throws IOException {
    byte[] bytes = yaml.readNBytes(MAX_BYTES + 1);
    Problems problems = new Problems();
    Optional<Policy> policy =
        YamlDocument.root(bytes, problems).flatMap(root -> read(new YamlValue(root, "", problems)));
    if (policy.isEmpty() || problems.hasErrors()) {
      throw new PolicyException(fileName, problems.errors());
    }
    return new PolicyFile(policy.get(), problems.warnings());
  }

  private static Optional<Policy> read(YamlValue root) {
    Optional<YamlMapping> read =
        root.mapping("version", "roles", "expected_plateaus", "thresholds", "suppressions");
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
    return Optional.of(new Policy(roles, plateaus, thresholds, suppressions));
  }

  private static void checkVersion(YamlValue version) {
    version
        .number("expected the number 1")
        .filter(number -> number != VERSION)
        .ifPresent(number -> version.refuse(PolicyProblem.Kind.BAD_VALUE, "expected the number 1"));
  }
}
