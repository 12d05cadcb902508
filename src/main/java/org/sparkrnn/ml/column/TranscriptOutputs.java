package org.sparkrnn.ml.column;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.ml.param.kind.LabelUnit;
import org.sparkrnn.predict.Transcriber;
import scala.collection.mutable.ArraySeq$;

/** The values that a transcriber adds to a row. */
public final class TranscriptOutputs implements PredictedRows.Outputs<Transcriber> {
  /** The type of a column of steps. */
  public static final DataType STEPS = DataTypes.createArrayType(DataTypes.IntegerType, false);

  private static final long serialVersionUID = 1L;

  private final LabelUnit unit;
  private final boolean probability;
  private final boolean steps;
  private final int nBest; // 0 for none

  /**
   * @param unit unit of the labels
   * @param nBest number of transcripts, or 0 for no such column
   */
  public TranscriptOutputs(LabelUnit unit, boolean probability, boolean steps, int nBest) {
    this.unit = unit;
    this.probability = probability;
    this.steps = steps;
    this.nBest = nBest;
  }

  /** The type of a transcript. */
  public static DataType transcript(LabelUnit unit) {
    return unit.string() ? DataTypes.StringType : DataTypes.createArrayType(DataTypes.StringType);
  }

  /** The type of the column of the best transcripts. */
  public static DataType best(LabelUnit unit) {
    return DataTypes.createArrayType(
        new StructType()
            .add("prediction", transcript(unit))
            .add("score", DataTypes.DoubleType)
            .add("probability", DataTypes.DoubleType)
            .add("steps", STEPS));
  }

  @Override
  public List<Object[]> of(Transcriber transcriber, List<EncodedSequence> sequences) {
    List<Object[]> added = new ArrayList<>(sequences.size());
    if (!probability && !steps && nBest == 0) {
      transcriber.transcribe(sequences).forEach(labels -> added.add(new Object[] {value(labels)}));
      return added;
    }
    for (List<Transcriber.Transcript> best : transcriber.best(sequences, Math.max(1, nBest))) {
      List<Object> values = new ArrayList<>();
      values.add(value(best.get(0).labels()));
      if (probability) {
        values.add(best.get(0).probability());
      }
      if (steps) {
        values.add(value(best.get(0).steps()));
      }
      if (nBest > 0) {
        values.add(ArraySeq$.MODULE$.make(best.stream().map(this::row).toArray(Row[]::new)));
      }
      added.add(values.toArray());
    }
    return added;
  }

  private Row row(Transcriber.Transcript transcript) {
    return RowFactory.create(
        value(transcript.labels()),
        transcript.score(),
        transcript.probability(),
        value(transcript.steps()));
  }

  private Object value(String... labels) {
    return unit.string() ? unit.join(labels) : ArraySeq$.MODULE$.make(labels);
  }

  private static Object value(int... steps) {
    Integer[] boxed = new Integer[steps.length];
    for (int u = 0; u < boxed.length; u++) {
      boxed[u] = steps[u];
    }
    return ArraySeq$.MODULE$.make(boxed);
  }
}
