package dev.flatline.formats.remotewrite;

import com.google.protobuf.CodedInputStream;
import dev.flatline.formats.series.LabelSlices;
import java.io.IOException;

/// How a version writes the labels of a series.
interface LabelReader {
  /// The series is not plain.
  int NOT_PLAIN = -1;

  /// Where the samples of a series begin that is plain: labels, at least one sample behind them,
  /// and
  /// nothing else.
  ///
  /// @param from where the series begins in the request
  /// @param to where it ends
  default int samplesOfPlain(int from, int to) {
    return NOT_PLAIN;
  }

  /// Reads a field of a series where it is one of labels.
  ///
  /// @param in stands behind the tag
  /// @return whether it was one; if not, nothing was read
  boolean read(int tag, CodedInputStream in, LabelSlices labels) throws IOException;

  /// The series' fields are over.
  void end() throws IOException;
}
