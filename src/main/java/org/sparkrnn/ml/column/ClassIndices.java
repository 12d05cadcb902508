package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.types.Metadata;

/**
 * Classes as doubles, which Spark's own evaluators compare. If all labels are numbers or booleans,
 * the doubles are those of a cast of the label column; otherwise they are indices as in a
 * StringIndexerModel of these labels.
 */
public final class ClassIndices implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private final String[] labels;
  private final boolean places;
  private final HashMap<String, Double> indices = new HashMap<>();

  /**
   * @param labels the labels in the order of a model's probabilities
   */
  public ClassIndices(String[] labels) {
    this.labels = labels;
    for (String label : labels) {
      indices.put(label, cast(label));
    }
    places = !indices.values().stream().allMatch(Double::isFinite) || !distinct();
    for (int k = 0; places && k < labels.length; k++) {
      indices.put(labels[k], (double) k);
    }
  }

  private boolean distinct() {
    return new HashSet<>(indices.values()).size() == labels.length;
  }

  /** A label as a number, NaN for a name. */
  private static double cast(String label) {
    if (label.equals("true") || label.equals("false")) {
      return label.equals("true") ? 1 : 0;
    }
    return NUMBER.matcher(label).matches() ? Double.parseDouble(label) : Double.NaN;
  }

  /** The double that stands for one of the model's labels. */
  public double of(String label) {
    return indices.get(label);
  }

  /** The labels by their indices, for Spark's IndexToString; empty if all labels are numbers. */
  public Metadata metadata() {
    return places
        ? NominalAttribute.defaultAttr().withValues(labels).toMetadata()
        : Metadata.empty();
  }
}
