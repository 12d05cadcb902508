package org.sparkrnn.io;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.mutable.ArraySeq$;

/** Frames of numbers as values of a data frame. */
public final class FrameRows {
  /** Of a column of them: array&lt;array&lt;float&gt;&gt;, an array a frame. */
  public static final ArrayType TYPE =
      DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.FloatType, false), false);

  private FrameRows() {}

  /**
   * A value of such a column, as Spark's own rows hold it: a Scala sequence.
   *
   * @param frames [T, width]; not copied
   */
  public static Object of(float[][] frames) {
    Object[] steps = new Object[frames.length];
    for (int t = 0; t < steps.length; t++) {
      steps[t] = ArraySeq$.MODULE$.make(frames[t]);
    }
    return ArraySeq$.MODULE$.make(steps);
  }
}
