package dev.flatline.formats.remotewrite;

import dev.flatline.formats.series.LabelSlices;
import dev.flatline.formats.series.NameSet;
import dev.flatline.formats.series.SampleVisitor;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SeriesLimits;
import dev.flatline.formats.series.SeriesReport;
import java.io.IOException;

/// Reads requests of Prometheus remote write, one after the other: what it needs for one it uses
/// again for the next, and nothing is allocated per series or sample. Not safe for use by several
/// threads.
///
/// What a visitor got before a request proved malformed stays with it: decoding goes on as it
/// reads, as Prometheus's own partial writes do.
public final class RemoteWriteDecoder {
  private final SeriesLimits limits;
  private final UnpackedBody unpacked;
  private final SymbolLabels symbols = new SymbolLabels();
  private final LabelSlices labels;

  /// A decoder that takes so much of a request and no more.
  ///
  /// @param wanted the names of the metrics whose samples are handed over
  public RemoteWriteDecoder(SeriesLimits limits, NameSet wanted) {
    this.limits = limits;
    unpacked = new UnpackedBody(limits.mostBytes());
    labels = new LabelSlices(limits, wanted);
  }

  /// Reads a request.
  ///
  /// @param body as it came: a snappy block
  /// @throws SeriesDecodeException where the body is malformed or beyond a limit; the answer to
  ///     that is 400, and the sender will not send it again
  public SeriesReport decode(RemoteWriteVersion version, byte[] body, SampleVisitor visitor) {
    try {
      unpacked.unpack(body);
      LabelReader labelReader =
          switch (version) {
            case V1 -> new SpelledLabels(unpacked.bytes());
            case V2 -> symbols.over(unpacked.bytes(), unpacked.length());
          };
      return new RequestReader(version, unpacked, labelReader, labels)
          .read(limits.mostSeries(), visitor);
    } catch (IOException e) {
      throw new SeriesDecodeException(
          SeriesDecodeException.Reason.MALFORMED,
          "the body is no " + version.messageName() + ": " + e.getMessage(),
          e);
    } finally {
      unpacked.release();
      symbols.release();
      labels.over(unpacked.bytes());
    }
  }
}
