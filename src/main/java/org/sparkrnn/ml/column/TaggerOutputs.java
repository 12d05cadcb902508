package org.sparkrnn.ml.column;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.predict.Tagger;
import scala.collection.mutable.ArraySeq$;

/**
 * The values that a tagger adds to a row: the tags of each target with their probabilities, and the
 * likeliest tag sequences.
 */
public final class TaggerOutputs implements PredictedRows.Outputs<Tagger> {
  /** The type of the column of likeliest tag sequences. */
  public static final DataType BEST =
      DataTypes.createArrayType(
          new StructType()
              .add("prediction", DataTypes.createArrayType(DataTypes.StringType))
              .add("probability", DataTypes.DoubleType));

  private static final long serialVersionUID = 1L;

  private final boolean probability;
  private final int nBest; // 0 for none

  /**
   * @param nBest number of likeliest tag sequences, or 0 for no such column
   */
  public TaggerOutputs(boolean probability, int nBest) {
    this.probability = probability;
    this.nBest = nBest;
  }

  @Override
  public List<Object[]> of(Tagger tagger, List<EncodedSequence> sequences) {
    List<List<Object>> added = new ArrayList<>(sequences.size());
    sequences.forEach(sequence -> added.add(new ArrayList<>()));
    List<List<Tagger.Tagged>> sure = probability ? tagger.tagEachSurely(sequences) : null;
    List<List<String[]>> tags = probability ? null : tagger.tagEach(sequences);
    for (int target = 0; target < tagger.targets(); target++) {
      boolean one = tagger.ofSequence(target);
      for (int i = 0; i < sequences.size(); i++) {
        String[] of = probability ? sure.get(target).get(i).tags() : tags.get(target).get(i);
        added.get(i).add(one ? of[0] : ArraySeq$.MODULE$.make(of));
        if (probability) {
          float[] p = sure.get(target).get(i).probabilities();
          added.get(i).add(one ? (Object) (double) p[0] : doubles(p));
        }
      }
    }
    if (nBest > 0) {
      List<List<Tagger.Candidate>> best = tagger.best(sequences, nBest);
      for (int i = 0; i < best.size(); i++) {
        Row[] rows = best.get(i).stream().map(TaggerOutputs::row).toArray(Row[]::new);
        added.get(i).add(ArraySeq$.MODULE$.make(rows));
      }
    }
    return added.stream().map(List::toArray).toList();
  }

  static Object doubles(float... values) {
    Double[] doubles = new Double[values.length];
    for (int t = 0; t < doubles.length; t++) {
      doubles[t] = (double) values[t];
    }
    return ArraySeq$.MODULE$.make(doubles);
  }

  private static Row row(Tagger.Candidate candidate) {
    return RowFactory.create(ArraySeq$.MODULE$.make(candidate.tags()), candidate.probability());
  }
}
