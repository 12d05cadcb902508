package org.sparkrnn.ml.param;

import java.util.List;
import org.sparkrnn.ml.param.generated.HasColumns;
import org.sparkrnn.ml.param.generated.HasInputs;

/** The Params of networks and baselines that say what is read and how. */
public interface InputParams extends HasColumns, HasInputs {
  /** The names of the input columns: inputCols, or else inputCol. */
  default List<String> inputColumns() {
    return isDefined(inputCols()) ? List.of(getInputCols()) : List.of(getInputCol());
  }

  /**
   * Takes over the columns of another object and the way in which it reads them, so that a baseline
   * reads the same as a network.
   */
  default void readLike(InputParams other) {
    clear(inputCol());
    clear(inputCols());
    if (other.isDefined(other.inputCols())) {
      set(inputCols(), other.getInputCols());
    } else {
      set(inputCol(), other.getInputCol());
    }
    set(stringTokens(), other.getStringTokens());
    set(inputSets(), (Object) other.getInputSets());
    set(lowercase(), (Object) other.getLowercase());
    set(labelCol(), other.getLabelCol());
    set(predictionCol(), other.getPredictionCol());
  }
}
