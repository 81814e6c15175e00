package dev.flatline.formats.report;

/// Where one workload stands. One that is not finite is not drawn, and counted as such.
///
/// @param workload its name; a finding of the same name colours the point
/// @param mean mean of its CPU, a share of capacity
/// @param cv coefficient of variation of its CPU, standard deviation through mean
public record FleetPoint(String workload, double mean, double cv) {

  boolean isDrawable() {
    return Double.isFinite(mean) && Double.isFinite(cv);
  }
}
