package dev.flatline.server.store;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/// A transaction that took long, for Java Flight Recorder: a hundred milliseconds are ten syncs of
/// a slow disk.
@Name(SlowStoreWrite.NAME)
@Label("Slow store write")
@Category("Flatline")
@Description("A transaction that wrote to the database, from asking for a connection to its end.")
@Threshold("100 ms")
@StackTrace(false)
final class SlowStoreWrite extends Event {
  static final String NAME = "dev.flatline.SlowStoreWrite";

  @Label("What")
  @Description("What was written.")
  String what = "";

  @Label("Database")
  String database = "";
}
