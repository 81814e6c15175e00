package dev.flatline.formats.remotewrite;

import com.google.protobuf.CodedInputStream;
import dev.flatline.formats.series.Fingerprint;
import dev.flatline.formats.series.LabelSlices;
import dev.flatline.formats.series.SampleVisitor;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SeriesReport;
import dev.flatline.formats.series.SkipCounts;
import dev.flatline.formats.series.SkipReason;
import dev.flatline.formats.series.WireFields;
import java.io.IOException;
import java.util.Optional;

/// Reads one request. Protobuf allows a series' fields in any order, but samples are handed over
/// after labels: so two streams go over the same bytes, one for labels, and behind it one for
/// samples.
final class RequestReader {
  private static final int VALUE = 1 << 3 | 1;
  private static final int TIMESTAMP = 2 << 3;
  private static final int START_TIMESTAMP = 3 << 3;

  private final SeriesTags tags;
  private final LabelReader labelReader;
  private final LabelSlices labels;
  private final byte[] bytes;
  private final CodedInputStream in;
  private final CodedInputStream sampleIn;
  private final SkipCounts skipped = new SkipCounts();
  private long series;
  private long samples;
  private long unsortedSeries;

  RequestReader(
      RemoteWriteVersion version, UnpackedBody body, LabelReader labelReader, LabelSlices labels) {
    this.labelReader = labelReader;
    this.labels = labels;
    tags = SeriesTags.of(version);
    bytes = body.bytes();
    in = CodedInputStream.newInstance(bytes, 0, body.length());
    sampleIn = CodedInputStream.newInstance(bytes, 0, body.length());
    labels.over(bytes);
  }

  SeriesReport read(int mostSeries, SampleVisitor visitor) throws IOException {
    int begun = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == tags.series()) {
        if (begun++ == mostSeries) {
          throw new SeriesDecodeException(
              SeriesDecodeException.Reason.TOO_MANY_SERIES,
              "the request has more than " + mostSeries + " series");
        }
        readSeries(visitor);
      } else {
        skipped.add(SkipReason.METADATA, tag == tags.requestMetadata() ? 1 : 0);
        WireFields.skip(tag, in);
      }
    }
    return new SeriesReport(series, samples, unsortedSeries, skipped);
  }

  private void readSeries(SampleVisitor visitor) throws IOException {
    int length = in.readRawVarint32();
    int outer = in.pushLimit(length);
    labels.clear();
    int here = 0;
    int firstAt = 0;
    int at = in.getTotalBytesRead();
    int plainAt = labelReader.samplesOfPlain(at, at + length);
    if (plainAt != LabelReader.NOT_PLAIN && plainAt - at <= Fingerprint.MOST_BYTES) {
      labels.fingerprint().take(bytes, at, plainAt - at);
      if (visitor.known(labels.fingerprint())) {
        in.skipRawBytes(length);
        in.popLimit(outer);
        series++;
        readSamples(plainAt, at + length, visitor);
        return;
      }
    }
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == SeriesTags.SAMPLE) {
        firstAt = here++ == 0 ? at : firstAt;
        in.skipRawBytes(in.readRawVarint32());
      } else if (!labelReader.read(tag, in, labels)) {
        tags.skipped(tag).ifPresent(reason -> skipped.add(reason, 1));
        WireFields.skip(tag, in);
      }
      at = in.getTotalBytesRead();
    }
    in.popLimit(outer);
    labelReader.end();
    if (labels.areUnwanted()) {
      samples += here;
      visitor.unwanted(here);
      return;
    }
    Optional<SkipReason> refused = labels.seal();
    unsortedSeries += labels.cameSorted() ? 0 : 1;
    if (refused.isPresent()) {
      skipped.add(refused.get(), here);
    } else if (here > 0) {
      series++;
      visitor.series(labels);
      readSamples(firstAt, at, visitor);
    }
  }

  private void readSamples(int from, int to, SampleVisitor visitor) throws IOException {
    sampleIn.skipRawBytes(from - sampleIn.getTotalBytesRead());
    int outer = sampleIn.pushLimit(to - from);
    for (int tag = sampleIn.readTag(); tag != 0; tag = sampleIn.readTag()) {
      if (tag == SeriesTags.SAMPLE) {
        readSample(visitor);
      } else {
        WireFields.skip(tag, sampleIn);
      }
    }
    sampleIn.popLimit(outer);
  }

  private void readSample(SampleVisitor visitor) throws IOException {
    int outer = sampleIn.pushLimit(sampleIn.readRawVarint32());
    double value = 0;
    long atMillis = 0;
    for (int tag = sampleIn.readTag(); tag != 0; tag = sampleIn.readTag()) {
      switch (tag) {
        case VALUE -> value = sampleIn.readDouble();
        case TIMESTAMP -> atMillis = sampleIn.readInt64();
        case START_TIMESTAMP -> {
          skipped.add(SkipReason.CREATED_TIMESTAMP, 1);
          WireFields.skip(tag, sampleIn);
        }
        default -> WireFields.skip(tag, sampleIn);
      }
    }
    sampleIn.popLimit(outer);
    if (atMillis > 0) {
      samples++;
      visitor.sample(atMillis, value);
    } else {
      skipped.add(SkipReason.NO_TIME, 1);
    }
  }
}
