package dev.flatline.core.evidence;

/// A technique of MITRE ATT&CK for Enterprise.
///
/// @param id for example `T1496.001`
/// @param name the technique's name there
public record Technique(String id, String name) {
  /// Resource Hijacking: Compute Hijacking.
  public static final Technique COMPUTE_HIJACKING =
      new Technique("T1496.001", "Resource Hijacking: Compute Hijacking");
}
