package org.sparkrnn.ml;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.sparkrnn.ml.column.ColumnTypes;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.column.Tokenization;

/** What a {@link SequenceClassifier} of single classes has to beat, for each kind of input. */
public final class ClassificationBaseline {
  private ClassificationBaseline() {}

  /**
   * Fits a baseline to training data and measures it: naive Bayes for tokens (over n-grams of 2 and
   * 3 characters, or 1 and 2 words), with no eye for features that are joined to them; the class of
   * the nearest means and deviations for one column of feature vectors; for other inputs always the
   * most frequent class.
   *
   * @param model names the columns
   * @throws org.sparkrnn.data.InvalidInputException if a column or row cannot be read
   */
  public static BaselineMetrics measure(
      SequenceClassifierModel model, Dataset<Row> training, Dataset<Row> measured) {
    String input =
        model.network().tokenInput()
            ? model.input(training.schema()).tokenColumn()
            : model.inputColumns().get(0);
    Dataset<Row> train = readable(input, model, training);
    Dataset<Row> test = readable(input, model, measured);
    return baseline(model, train.schema().apply(input).dataType())
        .fit(train, input, model.getLabelCol())
        .evaluate(test);
  }

  private static Baseline<?, ? extends BaselineModel<?, ?>> baseline(
      SequenceClassifierModel model, DataType input) {
    if (!model.network().tokenInput()) {
      return model.inputColumns().size() == 1 && !model.getInputSets()
          ? new NearestMomentsClassifier()
          : new MajorityClassifier();
    }
    boolean characters =
        input.equals(DataTypes.StringType)
            && model.getStringTokens().equals(Tokenization.CHARACTERS.paramValue());
    return new NaiveBayesClassifier()
        .setLevel(characters ? "character" : "word")
        .setMinOrder(characters ? 2 : 1)
        .setMaxOrder(characters ? 3 : 2);
  }

  /** The two columns alone, in types that baselines read: tokens and classes are text. */
  private static Dataset<Row> readable(
      String name, SequenceClassifierModel model, Dataset<Row> data) {
    NamedColumn input = NamedColumn.of(data.schema(), "inputCol", name);
    NamedColumn label = NamedColumn.of(data.schema(), "labelCol", model.getLabelCol());
    DataType type = input.type();
    boolean integers = type instanceof ArrayType array && ColumnTypes.integer(array.elementType());
    boolean truth = label.type().equals(DataTypes.BooleanType);
    return data.select(
        integers ? input.column().cast("array<string>").as(name) : input.column(),
        truth ? label.column().cast("string").as(label.name()) : label.column());
  }
}
