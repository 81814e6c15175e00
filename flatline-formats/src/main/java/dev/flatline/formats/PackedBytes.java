package dev.flatline.formats;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Bytes as zlib packs them, with its checksum.
public final class PackedBytes {
  private static final int PART_BYTES = 8192;

  private PackedBytes() {}

  /// Packs bytes.
  ///
  /// @param level from 1 (quick) to 9 (small), as of [Deflater]
  public static byte[] pack(byte[] bytes, int level) {
    Deflater deflater = new Deflater(level);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      byte[] part = new byte[PART_BYTES];
      while (!deflater.finished()) {
        packed.write(part, 0, deflater.deflate(part));
      }
      return packed.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /// Unpacks bytes.
  ///
  /// @param most that there may be when they are unpacked
  /// @throws DecodeException where they are damaged, cut off, or more
  public static byte[] unpack(byte[] packed, int most) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] part = new byte[PART_BYTES];
      while (!inflater.finished()) {
        int count = inflater.inflate(part);
        if (count == 0 && !inflater.finished()) {
          throw new DecodeException(
              DecodeException.Reason.MALFORMED, "the packed bytes are cut off");
        }
        if (bytes.size() + count > most) {
          throw new DecodeException(
              DecodeException.Reason.TOO_LARGE, "unpacked there are more than " + most + " bytes");
        }
        bytes.write(part, 0, count);
      }
      return bytes.toByteArray();
    } catch (DataFormatException e) {
      throw new DecodeException(
          DecodeException.Reason.MALFORMED, "the packed bytes are damaged: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }
}
