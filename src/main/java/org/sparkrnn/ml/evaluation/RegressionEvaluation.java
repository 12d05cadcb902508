package org.sparkrnn.ml.evaluation;

import java.util.List;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Standardization;
import org.sparkrnn.ml.column.RowChunks;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.ml.column.TargetValues;
import org.sparkrnn.nn.output.LinearOutputSpec;
import org.sparkrnn.nn.output.Loss;
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
        compare(counts, outputs.get(i), y, regressor);
      }
    }
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
    Loss loss = regressor.network().output(LinearOutputSpec.class).loss();
    Standardization standardization = regressor.encoder().standardization();
    int next = 0;
    for (double[] target : y) {
      counts.output();
      for (int k = 0; k < target.length; k++) {
        double output = outputs[next++];
        int of = Math.min(k, regressor.network().outputSize() - 1); // the one output, recursively
        double trained =
            standardization == null
                ? output - target[k]
                : standardization.target(of, output) - standardization.target(of, target[k]);
        counts.add(output - target[k], trained, loss);
      }
    }
  }
}
