package org.sparkrnn.ml.evaluation;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Standardization;
import org.sparkrnn.ml.column.RowChunks;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.ml.column.TargetValues;
import org.sparkrnn.nn.OutputSpec;
import org.sparkrnn.predict.Regressor;

/** Compares a regressor's outputs with the targets of rows. */
public record RegressionEvaluation(TargetValues targets)
    implements Score<Regressor, RegressionCounts> {
  @Override
  public void add(
      RegressionCounts counts, RowChunks.Chunk chunk, SequenceRows rows, Regressor regressor) {
    List<double[]> outputs = regressor.predict(chunk.sequences());
    for (int i = 0; i < outputs.size(); i++) {
      EncodedSequence sequence = chunk.sequences().get(i);
      Row row = chunk.rows().get(i);
      double[][] y =
          SequenceRows.checked(
              row,
              chunk.first() + i,
              r -> checked(targets.values(r, sequence.length()), regressor.valuesPerOutput()));
      if (sequence.length() > 0) {
        counts.sequence(sequence.length());
        double absolute = counts.absolute;
        long values = counts.values;
        compare(counts, outputs.get(i), y, regressor);
        double[] actual = shown(y);
        double[] predicted = shown(outputs.get(i), y);
        counts
            .examples()
            .add(
                row,
                rows.input(),
                sequence.length(),
                new Examples.Outcome(
                    y.length,
                    Double.NaN,
                    (counts.absolute - absolute) / (counts.values - values),
                    Double.NaN,
                    () -> Examples.numbers(actual),
                    () -> Examples.numbers(predicted),
                    Attending.shades(regressor, sequence, row, rows)));
        counts.examples().addSeries(chunk.first() + i, actual, predicted);
      }
    }
  }

  /** The first number of each output, or all numbers of a single output. */
  private static double[] shown(double[][] y) {
    return y.length == 1 ? y[0] : Arrays.stream(y).mapToDouble(target -> target[0]).toArray();
  }

  /** The same for concatenated outputs. */
  private static double[] shown(double[] outputs, double[][] y) {
    if (y.length <= 1) {
      return outputs;
    }
    double[] first = new double[y.length];
    Arrays.setAll(first, t -> outputs[t * y[0].length]);
    return first;
  }

  private double[][] checked(double[][] y, int K) {
    for (double[] target : y) {
      if (target.length != K) {
        throw new InvalidInputException(
            "%s has %d numbers; this model predicts %d"
                .formatted(targets.name(), target.length, K));
      }
    }
    return y;
  }

  private static void compare(
      RegressionCounts counts, double[] outputs, double[][] y, Regressor regressor) {
    OutputSpec of = regressor.network().output();
    Standardization standardization = regressor.encoder().standardization();
    int next = 0;
    for (double[] target : y) {
      counts.output();
      for (int k = 0; k < target.length; k++) {
        double output = outputs[next++];
        int column = Math.min(k, of.targetSize() - 1); // a recursive forecast has one output
        double loss =
            standardization == null
                ? of.loss(output, target[k])
                : of.loss(
                    standardization.target(column, output),
                    standardization.target(column, target[k]));
        counts.add(output - target[k], loss);
      }
    }
  }
}
