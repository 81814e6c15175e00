package dev.flatline.connectors.prometheus.live;

/// How many points all series together may remember. A series may always have its share: half of
/// all room, divided by the number of series. The other half goes to whoever comes first, so that
/// few series that are pushed often have room as well. Not safe for use by several threads.
final class PointRoom {
  private final long most;
  private long taken;
  private int series;
  private long thinnedOut;

  /// @param most how many points in all
  PointRoom(long most) {
    this.most = most;
  }

  /// A series came that has room for so many from the start.
  void enter(int points) {
    series++;
    taken += points;
  }

  /// A series is gone that had room for so many.
  void leave(int points) {
    series--;
    taken -= points;
  }

  /// Gives a series room for more, if there is any.
  ///
  /// @param had room for how many it has
  boolean give(int had, int more) {
    boolean gives = has(had, more);
    taken += gives ? more : 0;
    return gives;
  }

  /// Whether it would.
  boolean has(int had, int more) {
    return taken + more <= most / 2 || had + more <= most / 2 / Math.max(1, series);
  }

  /// So many points were forgotten before their time.
  void thinOut(int points) {
    thinnedOut += points;
  }

  /// How many points were forgotten before their time.
  long thinnedOut() {
    return thinnedOut;
  }
}
