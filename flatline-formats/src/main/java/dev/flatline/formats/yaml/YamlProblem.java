package dev.flatline.formats.yaml;

/// Something wrong, or odd, in a document that people wrote.
///
/// @param kind what sort of problem, for counting
/// @param path where by keys, for example `roles[2].match`; empty for the document as a whole
/// @param line where by lines, from 1
/// @param column where in the line, from 1
/// @param found what stands there
/// @param advice what may stand there, or what is wrong with it
public record YamlProblem(
    Kind kind, String path, int line, int column, String found, String advice) {

  /// Sorts of problems.
  public enum Kind {
    /// Larger or deeper than it may be.
    TOO_LARGE,
    /// Not UTF-8, or not YAML.
    SYNTAX,
    /// Nothing in it.
    EMPTY,
    /// A list where a text belongs, and the like.
    WRONG_TYPE,
    /// A key that nobody reads.
    UNKNOWN_KEY,
    /// A key for the second time.
    DUPLICATE_KEY,
    /// A key that must be there and is not.
    MISSING_KEY,
    /// A value that is not among the allowed ones.
    BAD_VALUE,
    /// Two keys, or their values, that exclude each other.
    CONTRADICTION,
    /// Only a warning: an earlier part takes all that this one could match.
    NEVER_REACHED,
    /// Only a warning: a suppression of every workload.
    SUPPRESSES_ALL
  }

  /// In words, with the place in the file of this name.
  public String in(String fileName) {
    return fileName + ":" + line + ":" + column + ": " + this;
  }

  /// In words, without the place in lines.
  @Override
  public String toString() {
    String where = path.isEmpty() ? "" : path + ": ";
    return where + "found " + found + "; " + advice;
  }
}
