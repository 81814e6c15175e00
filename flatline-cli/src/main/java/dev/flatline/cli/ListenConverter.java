package dev.flatline.cli;

import dev.flatline.server.config.ListenAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `--listen`.
final class ListenConverter implements ITypeConverter<ListenAddress> {
  @Override
  public ListenAddress convert(String text) {
    try {
      return ListenAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
