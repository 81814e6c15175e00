package dev.flatline.core.detect.compute;

/// Names of the values, other than features, that travel with the evidence of this package: what
/// a reader needs to do a detector's calculation again. `docs/reference/findings.md` lists them.
public final class ValueNames {
  /// How many stretches like it the fleet lets expect in [#FLEET_DAYS]: the shape of the prior.
  public static final String FLEET_EVENTS = "fleet_events";

  /// In how many days: the exposure of the prior.
  public static final String FLEET_DAYS = "fleet_days";

  /// On how many days of its own past one like it was; shorter ones count in part.
  public static final String LIKE_DAYS = "like_days";

  /// How many days of its own past are known.
  public static final String OWN_DAYS = "own_days";

  /// The same as [#LIKE_DAYS] of the days before the workload was born, of whatever pods its owner
  /// had then. Absent where it has no owner.
  public static final String OWNER_LIKE_DAYS = "owner_like_days";

  /// How many such days are known.
  public static final String OWNER_DAYS = "owner_days";

  /// Days from one such stretch to the next, to be expected.
  public static final String RETURN_PERIOD = "return_period";

  /// The return period from which a stretch is new, days. Absent where nothing can be new.
  public static final String RETURN_PERIOD_NEW = "return_period_new";

  /// The return period from which it is rare, days.
  public static final String RETURN_PERIOD_RARE = "return_period_rare";

  /// How much of its own past a workload needs to be judged by it, days.
  public static final String LEARNING_DAYS = "learning_days";

  /// The most that this detector may say, decibans.
  public static final String STRONGEST = "strongest";

  /// The level above which CPU stays, a share of capacity.
  public static final String LEVEL = "level";

  /// How long it has stayed there, seconds.
  public static final String STRETCH = "stretch";

  /// How much time in between was not measured and does not count, seconds.
  public static final String BLIND = "blind";

  /// From which length on a past stretch counts as one like it, seconds.
  public static final String LIKE_LENGTH = "like_length";

  /// The longest stretch above the level before, seconds; 0 where there was none.
  public static final String LONGEST_BEFORE = "longest_before";

  /// How many times as long as [#LONGEST_BEFORE] is longer than ever.
  public static final String LONGER_TIMES = "longer_times";

  /// How long what is longer than ever lasts at least.
  public static final String LONGER_LEAST = "longer_least";

  /// By how much CPU rose where the stretch began, a share of capacity.
  public static final String RISE_AT_ONSET = "rise_at_onset";

  /// The least rise to this level that is a step, a share of capacity.
  public static final String LEAST_STEP = "least_step";

  /// From which level on what is new can be established, a share of capacity.
  public static final String ESTABLISHED_LEVEL = "established_level";

  /// From which length on what is new can be established, seconds.
  public static final String ESTABLISHED_AFTER = "established_after";

  /// How many workloads that rise and fall with it began the like with it.
  public static final String SIBLINGS = "siblings";

  /// The largest coefficient of variation of the minutes that is asked of this evidence.
  public static final String LARGEST_MINUTE_CV = "largest_minute_cv";

  /// The largest deviation inside the minutes, over the mean, that is flat.
  public static final String LARGEST_ROUGHNESS = "largest_roughness";

  /// How long something must last to fill the window, seconds.
  public static final String WINDOW_FILLED = "window_filled";

  /// How many bursts there were.
  public static final String BURSTS = "bursts";

  /// How long the bursts of the last day lasted together, seconds.
  public static final String BURSTS_TOGETHER = "bursts_together";

  /// Mean CPU of the newest half hour at a floor, a share of capacity.
  public static final String FLOOR = "floor";

  /// For how long CPU was at the floor, seconds.
  public static final String AT_FLOOR = "at_floor";

  /// Logarithm of the ratio of CPU since the plateau began to CPU before, nats.
  public static final String CPU_LOG_RISE = "cpu_log_rise";

  /// CPU before counts as no less than this share of capacity.
  public static final String LEAST_CPU_BEFORE = "least_cpu_before";

  /// How many half hours the plateau lasts, 1 at least.
  public static final String HALF_HOURS = "half_hours";

  /// The least spread of a throughput's mean logarithm, nats.
  public static final String LEAST_SPREAD = "least_spread";

  /// The spread of the network's mean logarithm that counts, nats.
  public static final String NETWORK_SPREAD = "network_spread";

  /// The same of the disk.
  public static final String DISK_SPREAD = "disk_spread";

  /// What the network says, decibans, before the cap.
  public static final String NETWORK_STRENGTH = "network_strength";

  /// The same of the disk.
  public static final String DISK_STRENGTH = "disk_strength";

  /// Correlation from which CPU and a throughput are coupled, where it carries [#COUPLED_SHARE].
  public static final String COUPLED_CORRELATION = "coupled_correlation";

  /// Share of the CPU that a throughput carries from which the two are coupled.
  public static final String COUPLED_SHARE = "coupled_share";

  /// The mean CPU that the published rule asks more than, a share of capacity.
  public static final String RULE_MEAN = "rule_mean";

  /// The coefficient of variation that the published rule asks less than.
  public static final String RULE_CV = "rule_cv";

  /// The correlation of CPU and network that the published rule asks less than.
  public static final String RULE_CORRELATION = "rule_correlation";

  /// The difference of two planes of accounting that holds for mean and median of the minutes, a
  /// share of capacity.
  public static final String PLANE_GAP = "plane_gap";

  /// Its mean over the minutes.
  public static final String PLANE_GAP_MEAN = "plane_gap_mean";

  /// Its median.
  public static final String PLANE_GAP_MEDIAN = "plane_gap_median";

  /// How many minutes measured both.
  public static final String PLANE_MINUTES = "plane_minutes";

  /// By how much the two may differ, a share of capacity.
  public static final String PLANE_TOLERANCE = "plane_tolerance";

  /// What of it the two are always allowed.
  public static final String PLANE_TOLERANCE_BASE = "plane_tolerance_base";

  /// What of it is for interrupts.
  public static final String INTERRUPTS_ALLOWED = "interrupts_allowed";

  /// What of it is for stolen time.
  public static final String STEAL_ALLOWED = "steal_allowed";

  /// How many planes beside the higher one tell more than the lower one as well.
  public static final String PLANES_CONFIRMING = "planes_confirming";

  /// What the planes alone are worth, decibans.
  public static final String PLANES_STRENGTH = "planes_strength";

  /// For how many days they had agreed.
  public static final String AGREED_DAYS = "agreed_days";

  /// For how long they have not, seconds.
  public static final String DISAGREED = "disagreed";

  /// By how much the higher plane tells more than when they last agreed, a share of capacity.
  public static final String HIGHER_RISE = "higher_rise";

  /// The same of the lower one.
  public static final String LOWER_RISE = "lower_rise";

  /// The longest past that counts, days.
  public static final String LONGEST_PAST = "longest_past";

  private ValueNames() {}
}
