package dev.flatline.connectors.host;

/// The host's CPU time since boot, in ticks of the kernel's clock, from the first line of
/// `/proc/stat`. Guest time is part of user time there and is not added again.
///
/// @param busy user, nice, system, interrupts
/// @param interrupts of it hard and soft interrupts
/// @param ioWait idle with an I/O request outstanding
/// @param steal runnable, but the hypervisor ran somebody else
/// @param total all of it with idle
/// @param cores how many cores are online
record CpuTimes(
    double busy, double interrupts, double ioWait, double steal, double total, int cores) {

  /// Nothing could be read.
  static final CpuTimes UNKNOWN =
      new CpuTimes(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);

  /// Reads `/proc/stat`.
  static CpuTimes parse(KernelText text) {
    if (!text.nextLine() || !text.nextWord().equals("cpu")) {
      return UNKNOWN;
    }
    double user = text.nextNumber();
    double nice = text.nextNumber();
    double system = text.nextNumber();
    double idle = text.nextNumber();
    double ioWait = text.nextNumber();
    double interrupts = text.nextNumber() + text.nextNumber();
    double steal = text.nextNumber();
    double busy = user + nice + system + interrupts;
    double total = busy + idle + ioWait + steal;
    return new CpuTimes(busy, interrupts, ioWait, steal, total, countCores(text));
  }

  private static int countCores(KernelText text) {
    int cores = 0;
    while (text.nextLine() && text.nextWord().startsWith("cpu")) {
      cores++;
    }
    return cores;
  }
}
