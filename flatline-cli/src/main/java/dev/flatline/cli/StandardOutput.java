package dev.flatline.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;

/// Standard output that does not swallow its failures, as print streams do: findings lost on a full
/// disk must not look like none. The failure ends the command.
final class StandardOutput extends OutputStream {
  private final OutputStream out;

  private StandardOutput(OutputStream out) {
    this.out = out;
  }

  /// A writer to this stream that throws [CommandFailure] where it cannot write.
  static PrintWriter writer(OutputStream out, Charset charset) {
    return new PrintWriter(new OutputStreamWriter(new StandardOutput(out), charset), true);
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// Whoever reads a pipe may stop when it has enough: nothing to complain about.
  private static CommandFailure failure(IOException cause) {
    String why = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return why.toLowerCase(Locale.ROOT).contains("broken pipe")
        ? CommandFailure.silent(ExitCode.CLOSED_PIPE)
        : new CommandFailure(ExitCode.SOURCE, "cannot write to standard output" + why);
  }
}
