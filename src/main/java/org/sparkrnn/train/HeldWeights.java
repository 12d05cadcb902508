package org.sparkrnn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.ParamLayout;

/**
 * The weights that training changes, as ranges that cover the whole flat vector: most weights from
 * the first update on, some only after the first epochs, and some never.
 */
public final class HeldWeights {
  /** When a weight is changed. */
  enum Change {
    ALWAYS,
    LATER, // after the frozen epochs
    NEVER
  }

  /** Neighbours in the flat vector that are treated alike. */
  record Range(int from, int to, Change change) {
    /** Whether the weights are not changed. */
    boolean stays(boolean frozenEpoch) {
      return change == Change.NEVER || change == Change.LATER && frozenEpoch;
    }
  }

  private final List<Range> ranges;

  private HeldWeights(List<Range> ranges) {
    this.ranges = ranges;
  }

  /** All weights are changed. */
  static HeldWeights none(int size) {
    return new HeldWeights(List.of(new Range(0, size, Change.ALWAYS)));
  }

  /**
   * The ranges of a network.
   *
   * @param initial its word vectors are held during the frozen epochs or always
   * @param frozenBlocks prefixes of the names of tensors that are never changed
   * @throws InvalidInputException if no name of a tensor of the network begins with one of them
   */
  static HeldWeights of(ParamLayout layout, InitialWeights initial, List<String> frozenBlocks) {
    requireKnown(layout, frozenBlocks);
    List<Range> held = new ArrayList<>();
    held.add(new Range(initial.trainedTo(layout), initial.to(layout), Change.NEVER));
    for (ParamLayout.Tensor tensor : layout.tensors()) {
      if (frozenBlocks.stream().anyMatch(tensor.name()::startsWith)) {
        tensor.parts().stream()
            .filter(ParamLayout.Part::written)
            .forEach(p -> held.add(new Range(p.offset(), p.offset() + p.size(), Change.NEVER)));
      }
    }
    held.add(new Range(initial.from(layout), initial.trainedTo(layout), Change.LATER));
    return new HeldWeights(cut(held, layout.size()));
  }

  /** Divides all weights into ranges, each weight in the first of these ranges that contains it. */
  private static List<Range> cut(List<Range> held, int size) {
    TreeSet<Integer> ends = new TreeSet<>(List.of(0, size));
    held.forEach(range -> ends.addAll(List.of(range.from(), range.to())));
    List<Range> all = new ArrayList<>();
    for (int from = 0; from < size; ) {
      int begin = from;
      int to = ends.higher(from);
      Change change =
          held.stream()
              .filter(range -> range.from() <= begin && to <= range.to())
              .map(Range::change)
              .findFirst()
              .orElse(Change.ALWAYS);
      Range last = all.isEmpty() ? null : all.get(all.size() - 1);
      if (last != null && last.change() == change) {
        all.set(all.size() - 1, new Range(last.from(), to, change));
      } else {
        all.add(new Range(from, to, change));
      }
      from = to;
    }
    return all;
  }

  /**
   * @throws InvalidInputException if no name of a tensor of the network begins with one of these
   */
  public static void requireKnown(ParamLayout layout, List<String> frozenBlocks) {
    List<String> names =
        layout.tensors().stream()
            .filter(tensor -> tensor.parts().stream().anyMatch(ParamLayout.Part::written))
            .map(ParamLayout.Tensor::name)
            .toList();
    for (String prefix : frozenBlocks) {
      if (names.stream().noneMatch(name -> name.startsWith(prefix))) {
        throw new InvalidInputException(
            "frozenBlocks has \"%s\", but no name of a tensor of this network begins with it; expected prefixes of some of %s"
                .formatted(prefix, String.join(", ", names)));
      }
    }
  }

  /** All ranges from the first weight to the last. */
  List<Range> ranges() {
    return ranges;
  }

  /** Whether some weights are held only during the frozen epochs. */
  boolean someLater() {
    return ranges.stream().anyMatch(range -> range.change() == Change.LATER);
  }

  /** The range of a weight. */
  Range at(int weight) {
    int i = 0;
    while (ranges.get(i).to() <= weight) {
      i++;
    }
    return ranges.get(i);
  }
}
