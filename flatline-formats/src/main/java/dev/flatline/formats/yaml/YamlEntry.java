package dev.flatline.formats.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// A key and its value.
///
/// @param key the key's text
/// @param keyPlace where the key stands, for problems with the key itself
/// @param value what it is given
public record YamlEntry(String key, YamlValue keyPlace, YamlValue value) {
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]+");

  /// The entries of a mapping in their order; keys that are no text or come again are noted and
  /// left out.
  static List<YamlEntry> listOf(YamlValue owner, MappingNode mapping) {
    List<YamlEntry> entries = new ArrayList<>();
    Map<String, Integer> lineByKey = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      YamlValue keyPlace = new YamlValue(tuple.getKeyNode(), owner.path(), owner.problems());
      if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
        keyPlace.refuse(YamlProblem.Kind.WRONG_TYPE, "expected a text as key");
        continue;
      }
      String key = scalar.getValue();
      Integer firstLine = lineByKey.putIfAbsent(key, keyPlace.line());
      String path = below(owner.path(), key);
      YamlValue value = new YamlValue(tuple.getValueNode(), path, owner.problems());
      YamlEntry entry = new YamlEntry(key, new YamlValue(scalar, path, owner.problems()), value);
      if (firstLine == null) {
        entries.add(entry);
      } else {
        String advice = "the first is in line " + firstLine;
        entry.keyPlace.refuse(YamlProblem.Kind.DUPLICATE_KEY, "the key again", advice);
      }
    }
    return entries;
  }

  private static String below(String path, String key) {
    if (!PLAIN_KEY.matcher(key).matches()) {
      return path + "[" + YamlValue.quoted(key) + "]";
    }
    return path.isEmpty() ? key : path + "." + key;
  }
}
