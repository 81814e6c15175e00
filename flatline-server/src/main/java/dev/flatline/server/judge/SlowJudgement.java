package dev.flatline.server.judge;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timestamp;

/// A piece of judging that took long, for Java Flight Recorder. A hundred milliseconds are a tenth
/// of what the judgement may lag behind; a whole queue takes twice as long.
@Name(SlowJudgement.NAME)
@Label("Slow judgement")
@Category("Flatline")
@Description("The thread that judges was busy with one piece of work.")
@Threshold("100 ms")
@StackTrace(false)
final class SlowJudgement extends Event {
  static final String NAME = "dev.flatline.SlowJudgement";

  /// That of time itself, by which findings end.
  static final String ADVANCE = "watermark";

  @Label("Source")
  @Description("Where its samples came from; watermark where time went on.")
  String source = "";

  @Label("Samples")
  int samples;

  @Label("Workloads")
  @Description("All that are known.")
  int workloads;

  @Label("Watermark")
  @Description("The event time that all sources had reached.")
  @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
  long watermark;
}
