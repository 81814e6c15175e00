package dev.flatline.core.evidence;

/// The detector could not tell.
///
/// @param detector the id of the detector
/// @param reason the countable reason
public record Inconclusive(String detector, Reason reason) implements Assessment {

  /// Why a detector could not tell.
  public enum Reason {
    /// CPU was not measured.
    NO_CPU("CPU was not measured"),
    /// CPU was measured, but not what it is a share of.
    NO_CAPACITY("the workload has no CPU limit, and the cores of its host are not known"),
    /// Too few samples in the window.
    TOO_FEW_SAMPLES("too few samples in the window"),
    /// The window is not yet full.
    TOO_SHORT("observed for less than one window"),
    /// CPU holds no level for long enough.
    NO_PLATEAU("CPU has not stayed at one level for long enough to compare before and since"),
    /// Neither network nor disk was measured.
    NO_NETWORK_NOR_DISK("neither network nor disk was measured"),
    /// Network was not measured.
    NO_NETWORK("network was not measured"),
    /// Nothing is known of the time before.
    NO_EARLIER_LEVEL("nothing is known of the time before this stretch"),
    /// The rise of CPU is too small against the noise of network and disk.
    RISE_TOO_SMALL("CPU rose too little to tell whether network and disk moved with it"),
    /// Younger than the learning time.
    LEARNING("the workload's own past is shorter than the learning time"),
    /// No two planes of accounting were measured in the same minutes.
    NO_SECOND_PLANE("no two planes of accounting were measured in the same minutes"),
    /// Utilization of the GPU was not measured.
    NO_GPU("utilization of the GPU was not measured"),
    /// Power of the GPU was not measured.
    NO_GPU_POWER("power of the GPU was not measured"),
    /// Nothing that utilization of the GPU could be compared with was measured.
    NOTHING_TO_COMPARE(
        "of the GPU's power with its limit, temperature, memory and tensor cores nothing was"
            + " measured to compare its utilization with");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /// The reason in words.
    public String text() {
      return text;
    }
  }
}
