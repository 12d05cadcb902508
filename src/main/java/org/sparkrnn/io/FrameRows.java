package org.sparkrnn.io;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.mutable.ArraySeq$;

/** Frames of numbers as values of a data frame. */
public final class FrameRows {
  /** The type of a column of frames: array&lt;array&lt;float&gt;&gt;, with one array per frame. */
  public static final ArrayType TYPE =
      DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.FloatType, false), false);

  private FrameRows() {}

  /**
   * A value of such a column in the form of Spark's own rows, which is a Scala sequence.
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
