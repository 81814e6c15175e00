package dev.flatline.formats.policy;

import dev.flatline.formats.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Adds an item to a policy file as a person would: text is put in, and all that was there stays as
/// it is, comments and order too. A role comes first in its list, where it is reached; all else
/// last.
public final class PolicyAddition {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(YamlDocument.WITHOUT_MERGE).build();

  private final List<String> lines;
  private final PolicyEntry entry;
  private final String lineEnd;

  private PolicyAddition(String text, PolicyEntry entry) {
    this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    this.lines = new ArrayList<>(text.lines().toList());
    this.entry = entry;
  }

  /// The text of a new file that holds this alone.
  public static String alone(PolicyEntry entry) {
    return "version: 1\n\n" + entry.section() + ":\n  " + String.join("\n  ", entry.block()) + "\n";
  }

  /// The text of a policy file with one item more.
  ///
  /// @param text of a file that [PolicyReader] accepts
  /// @throws IllegalArgumentException where it is written in a way that has no place for it
  public static String to(String text, PolicyEntry entry) {
    Node root = new Compose(SETTINGS).composeString(text).orElseThrow();
    if (!(root instanceof MappingNode policy) || policy.getFlowStyle() == FlowStyle.FLOW) {
      throw new IllegalArgumentException("the policy is written in braces");
    }
    PolicyAddition addition = new PolicyAddition(text, entry);
    addition.into(policy);
    return String.join(addition.lineEnd, addition.lines) + addition.lineEnd;
  }

  private void into(MappingNode policy) {
    Optional<NodeTuple> section =
        policy.getValue().stream()
            .filter(one -> one.getKeyNode() instanceof ScalarNode key && isSection(key))
            .findFirst();
    if (section.isPresent()) {
      into(section.get());
    } else {
      newSection(policy);
    }
  }

  private boolean isSection(ScalarNode key) {
    return key.getValue().equals(entry.section());
  }

  private void newSection(MappingNode policy) {
    int after = lastLine(policy) + 1;
    List<String> added = new ArrayList<>();
    added.add("");
    added.add(entry.section() + ":");
    entry.block().forEach(line -> added.add("  " + line));
    lines.addAll(after, added);
  }

  private void into(NodeTuple section) {
    int keyLine = mark(section.getKeyNode().getStartMark()).getLine();
    Node value = section.getValueNode();
    if (value instanceof SequenceNode items && items.getFlowStyle() == FlowStyle.FLOW) {
      intoBrackets(items, keyLine);
    } else if (value instanceof SequenceNode items) {
      intoBlock(items, keyLine);
    } else {
      lines.addAll(keyLine + 1, entry.block().stream().map(line -> "  " + line).toList());
    }
  }

  private void intoBlock(SequenceNode items, int keyLine) {
    Mark start = mark(items.getStartMark());
    if (start.getLine() <= keyLine) {
      throw new IllegalArgumentException(entry.section() + " repeats another list");
    }
    String indent = " ".repeat(start.getColumn());
    boolean first = entry.section().equals(PolicyEntry.ROLES);
    int at = (first ? keyLine : lastLine(items)) + 1;
    lines.addAll(at, entry.block().stream().map(line -> indent + line).toList());
  }

  private void intoBrackets(SequenceNode items, int keyLine) {
    Mark start = mark(items.getStartMark());
    if (start.getLine() < keyLine) {
      throw new IllegalArgumentException(entry.section() + " repeats another list");
    }
    String line = lines.get(start.getLine());
    int at = line.offsetByCodePoints(0, start.getColumn()) + 1;
    String separator = items.getValue().isEmpty() ? "" : ", ";
    lines.set(
        start.getLine(), line.substring(0, at) + entry.flow() + separator + line.substring(at));
  }

  /// The last line on which something of it stands, comments left out.
  private static int lastLine(Node node) {
    if (node instanceof CollectionNode<?> collection
        && collection.getFlowStyle() != FlowStyle.FLOW
        && !collection.getValue().isEmpty()) {
      return switch (collection.getValue().getLast()) {
        case NodeTuple tuple ->
            Math.max(
                mark(tuple.getKeyNode().getEndMark()).getLine(), lastLine(tuple.getValueNode()));
        case Node item -> lastLine(item);
        default -> throw new IllegalArgumentException("a list of something else");
      };
    }
    Mark end = mark(node.getEndMark());
    return end.getColumn() == 0 && end.getLine() > 0 ? end.getLine() - 1 : end.getLine();
  }

  private static Mark mark(Optional<Mark> mark) {
    return mark.orElseThrow();
  }
}
