package dev.flatline.core.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a workload is there for. A role explains behaviour; it never hides a finding.
public enum WorkloadRole {
  /// Batch jobs, ETL, backups: long plateaus are the job.
  BATCH(true),
  /// Builds and tests.
  CI(true),
  /// Training of models: flat and long by nature, in CPU alone the twin of a miner.
  ML_TRAINING(true),
  /// Encoding of audio and video.
  MEDIA(true),
  /// Simulation and other computing that is meant to be flat.
  HPC(true),
  /// Answers requests; CPU follows traffic.
  WEB(false),
  /// Databases and other stores.
  DATABASE(false),
  /// Agents and controllers of the platform.
  SYSTEM(false);

  private final boolean plateausExpected;

  WorkloadRole(boolean plateausExpected) {
    this.plateausExpected = plateausExpected;
  }

  /// Whether a long flat plateau is what such a workload does for a living.
  public boolean plateausExpected() {
    return plateausExpected;
  }

  /// As written in policy files: lower case with hyphens.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The role of this label, empty where there is none.
  public static Optional<WorkloadRole> labelled(String label) {
    return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst();
  }
}
