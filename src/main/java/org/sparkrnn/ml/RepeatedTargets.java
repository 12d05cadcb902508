package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.Readout;

/**
 * Whether the targets of sequences are values of what the inputs begin with, one or more steps on.
 * Columns do not say so, but the data does: in windows of a series nearly every target is an input
 * of a later window, while a target of another kind is met among the inputs by chance.
 */
final class RepeatedTargets {
  private static final int LOOKED_FOR = 1000; // targets

  private RepeatedTargets() {}

  /**
   * @param model of sequences with targets; names the columns
   * @return whether most of the first targets occur among the inputs
   */
  static boolean among(Dataset<Row> training, SequenceRegressorModel model) {
    StructType schema = training.schema();
    int K = model.network().outputSize();
    boolean each = model.outputSteps() == Readout.EACH_STEP;
    int features = model.network().tokenInput() ? 0 : model.network().inputSize();
    TargetValues targets = (TargetValues) model.targets(schema);
    if (K > features
        || !each && !(targets.type() instanceof NumericType)
        || model.inputColumns().size() > 1
        || model.getInputSets()) {
      return false; // a forecaster could not read these
    }
    HashSet<List<Float>> wanted = new HashSet<>();
    for (Row row : training.toJavaRDD().take(LOOKED_FOR)) {
      for (double[] y : targets.numbers(row)) {
        if (wanted.size() < LOOKED_FOR) {
          wanted.add(first(y, K));
        }
      }
    }
    BaselineColumn inputs = BaselineColumn.frames(schema, "inputCol", model.inputColumns().get(0));
    Set<List<Float>> found = new HashSet<>();
    training
        .toJavaRDD()
        .mapPartitions(
            part -> {
              HashSet<List<Float>> met = new HashSet<>();
              BaselineRows.map(
                      part,
                      row -> {
                        for (double[] x : inputs.steps(row)) {
                          List<Float> value = first(x, K);
                          if (wanted.contains(value)) {
                            met.add(value);
                          }
                        }
                        return row;
                      })
                  .forEachRemaining(row -> {});
              return met.iterator();
            })
        .collect()
        .forEach(found::add);
    return 2 * found.size() > wanted.size();
  }

  /** The first numbers as the network reads them: a column of floats is compared with doubles. */
  private static List<Float> first(double[] values, int count) {
    List<Float> first = new ArrayList<>(count);
    for (int k = 0; k < Math.min(count, values.length); k++) {
      first.add((float) values[k]);
    }
    return first;
  }
}
