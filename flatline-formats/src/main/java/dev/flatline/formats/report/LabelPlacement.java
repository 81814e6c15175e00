package dev.flatline.formats.report;

import java.util.ArrayList;
import java.util.List;

/// Finds room for labels beside markers, first come first served: right, left, above or below of
/// its marker, inside of the plot, on no other marker or label. A label that finds none is left
/// out. It reckons with a plot of a wide screen; narrower ones hide the labels.
final class LabelPlacement {
  private static final double WIDTH = 900;
  private static final double HEIGHT = 400;
  private static final double LETTER_WIDTH = 7.2;
  private static final double LINE_HEIGHT = 16;
  private static final double DISTANCE = 12;

  /// Half of a marker's width and height.
  private static final double REACH = 7;

  private final List<Box> taken = new ArrayList<>();

  /// Where markers stand, in shares of the plot's width and height.
  LabelPlacement(List<Place> markers) {
    for (Place marker : markers) {
      double x = marker.x() * WIDTH;
      double y = marker.y() * HEIGHT;
      taken.add(new Box(x - REACH, y - REACH, 2 * REACH, 2 * REACH));
    }
  }

  /// A place in the plot, shares of its width and height.
  record Place(double x, double y) {}

  /// On which side of its marker a label stands.
  enum Side {
    RIGHT("start", DISTANCE, 0),
    LEFT("end", -DISTANCE, 0),
    ABOVE("middle", 0, -LINE_HEIGHT),
    BELOW("middle", 0, LINE_HEIGHT),
    NOWHERE("middle", 0, 0);

    private final String anchor;
    private final double dx;
    private final double dy;

    Side(String anchor, double dx, double dy) {
      this.anchor = anchor;
      this.dx = dx;
      this.dy = dy;
    }

    String anchor() {
      return anchor;
    }

    long dx() {
      return Math.round(dx);
    }

    long dy() {
      return Math.round(dy);
    }

    private Box box(Place place, double width) {
      double x = place.x() * WIDTH + dx;
      double left =
          switch (this) {
            case RIGHT -> x;
            case LEFT -> x - width;
            case ABOVE, BELOW, NOWHERE -> x - width / 2;
          };
      return new Box(left, place.y() * HEIGHT + dy - LINE_HEIGHT / 2, width, LINE_HEIGHT);
    }
  }

  /// Keeps labels off a text that stands above this height at the right end.
  void takeTopRight(double y, String text) {
    double width = text.length() * LETTER_WIDTH;
    taken.add(new Box(WIDTH - width, y * HEIGHT - LINE_HEIGHT, width, LINE_HEIGHT));
  }

  /// Where the label of a marker goes; it is taken from then on.
  Side place(Place marker, String label) {
    double width = label.length() * LETTER_WIDTH;
    for (Side side : List.of(Side.RIGHT, Side.LEFT, Side.ABOVE, Side.BELOW)) {
      Box box = side.box(marker, width);
      if (box.isInside() && taken.stream().noneMatch(box::overlaps)) {
        taken.add(box);
        return side;
      }
    }
    return Side.NOWHERE;
  }

  private record Box(double x, double y, double width, double height) {

    /// Half a line may stick out above and below.
    boolean isInside() {
      return x >= 0
          && x + width <= WIDTH
          && y >= -LINE_HEIGHT / 2
          && y + height <= HEIGHT + LINE_HEIGHT / 2;
    }

    boolean overlaps(Box other) {
      return x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }
  }
}
