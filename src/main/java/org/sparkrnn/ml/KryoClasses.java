package org.sparkrnn.ml;

import com.esotericsoftware.kryo.Kryo;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.TreeMap;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.serializer.KryoRegistrator;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.TimeType;
import org.apache.spark.sql.types.VarcharType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import org.sparkrnn.nn.InputSpec;
import org.sparkrnn.nn.LayerSpec;
import org.sparkrnn.nn.ModuleKinds;
import org.sparkrnn.nn.OutputSpec;

/**
 * Registers all classes of this library that Spark serializes, for applications that require
 * registration:
 *
 * <pre>
 * spark.serializer=org.apache.spark.serializer.KryoSerializer
 * spark.kryo.registrationRequired=true
 * spark.kryo.registrator=org.sparkrnn.ml.KryoClasses
 * </pre>
 *
 * It can be combined with other registrators. Without {@code registrationRequired} it is not
 * needed.
 */
public final class KryoClasses implements KryoRegistrator {
  private static final String OURS = "org.sparkrnn.";

  /**
   * The order must not change, because it gives the classes their numbers. Names and not classes,
   * because most of them are not visible here.
   */
  private static final String[] NAMES = {
    "data.Column",
    "data.ColumnSpec",
    "data.EncodedSequence",
    "data.ExactMoments",
    "data.Readout",
    "data.SequenceBlock",
    "data.SequenceEncoder",
    "data.Standardization",
    "data.Standardization$Moments",
    "data.Vocabulary",
    "io.FileSlice",
    "baseline.Boundaries",
    "baseline.Hmm",
    "baseline.LabelMarkov",
    "baseline.MostFrequentTag",
    "baseline.NGram",
    "baseline.NGramTrie",
    "baseline.NaiveBayes",
    "baseline.NearestSeries",
    "baseline.SeriesSet",
    "baseline.SuffixGuesser",
    "baseline.TagNGrams",
    "baseline.WarpedSearch",
    "ml.evaluation.ClassificationCounts",
    "ml.evaluation.Familiarity",
    "ml.evaluation.LanguageModelCounts",
    "ml.column.MalformedRows$Found",
    "ml.evaluation.MultilabelCounts",
    "ml.column.NGramRows$Loss",
    "ml.column.RawSeries",
    "ml.column.StepDistance",
    "ml.column.SeriesTraining$Found",
    "ml.SeriesMeasurement$Compared",
    "ml.evaluation.ForecastCounts",
    "data.Calendar",
    "data.SeriesForm",
    "data.SeriesScaling",
    "data.SeriesSteps",
    "data.SeriesViews",
    "data.TimeGrid",
    "data.WindowScale",
    "predict.ForecastOutput",
    "predict.Forecaster",
    "nn.output.Likelihood",
    "ml.evaluation.RegressionCounts",
    "ml.column.SeriesReader$Step",
    "ml.column.SlidingWindows$Around",
    "ml.column.SlidingWindows$Ends",
    "ml.evaluation.TaggingCounts",
    "ml.TaggingMetrics",
    "ml.column.TimeFits",
    "nn.sequence.Activation",
    "nn.sequence.CellType",
    "nn.Evaluation",
    "nn.GradientFlow",
    "nn.output.HeadType",
    "nn.output.Loss",
    "nn.output.LossType",
    "nn.output.PoolingType",
    "nn.NetworkSpec",
    "predict.Classifier",
    "predict.LanguageModelPredictor",
    "predict.Regressor",
    "predict.Tagger",
    "train.step.Floats",
    "train.step.GradientResult",
    "train.step.GradientSum",
    "train.step.LinearSums",
    "train.shard.Shard",
    "train.check.ShardInspection",
    "train.shard.ShardedDataset$Rank",
    "train.shard.StreamShards$Piece",
    "train.shard.LocalShards",
    "ml.TrainingTask$Outcome",
    "io.VectorPart",
    "train.InitialWeights",
    "data.LabelScheme",
    "data.SpanTags",
    "io.WavEntry",
    "data.LabelEncoder",
    "ml.evaluation.TranscriptCounts",
    "ml.evaluation.TranscriptCounts$Errors",
    "predict.Decoding",
    "predict.Transcriber",
    "predict.TranscriptNGram",
    "ml.evaluation.Examples",
    "ml.evaluation.Examples$Example",
    "ml.evaluation.Examples$Length",
    "ml.evaluation.SeriesExamples",
    "ml.evaluation.SeriesExamples$Series",
    "train.step.WeightRows",
  };

  /** The types of their fields, and those in which Spark itself wraps them. */
  private static final Class<?>[] PARTS = {
    InputSpec[].class,
    LayerSpec[].class,
    OutputSpec[].class,
    Object[].class,
    String[].class,
    int[][].class,
    double[][].class,
    ArrayDeque.class,
    ArrayList.class,
    HashMap.class,
    HashSet.class,
    LinkedHashMap.class,
    TreeMap.class,
    Date.class,
    Timestamp.class,
    Instant.class,
    LocalDate.class,
    LocalDateTime.class,
  };

  /** The types of columns in the schemas that Spark sends. Spark itself registers a few of them. */
  private static final Class<?>[] COLUMN_TYPES = {
    ArrayType.class,
    MapType.class,
    CharType.class,
    VarcharType.class,
    DayTimeIntervalType.class,
    YearMonthIntervalType.class,
    TimeType.class,
    SQLDataTypes.VectorType().getClass(),
    SQLDataTypes.MatrixType().getClass(),
    DataTypes.BinaryType.getClass(),
    DataTypes.BooleanType.getClass(),
    DataTypes.ByteType.getClass(),
    DataTypes.CalendarIntervalType.getClass(),
    DataTypes.DateType.getClass(),
    DataTypes.DoubleType.getClass(),
    DataTypes.FloatType.getClass(),
    DataTypes.IntegerType.getClass(),
    DataTypes.LongType.getClass(),
    DataTypes.NullType.getClass(),
    DataTypes.ShortType.getClass(),
    DataTypes.StringType.getClass(),
    DataTypes.TimestampNTZType.getClass(),
    DataTypes.TimestampType.getClass(),
    DataTypes.VariantType.getClass(),
  };

  @Override
  public void registerClasses(Kryo kryo) {
    for (String name : NAMES) {
      register(kryo, OURS + name);
    }
    ModuleKinds.types().forEach(kryo::register);
    register(kryo, "[L" + OURS + "data.Column;"); // an array of them
    register(kryo, "[L" + OURS + "data.Calendar;");
    register(kryo, "[L" + OURS + "data.ExactMoments;");
    register(kryo, "[L" + OURS + "ml.evaluation.ForecastCounts;");
    register(kryo, "[L" + OURS + "data.Vocabulary;");
    register(kryo, "[L" + OURS + "data.LabelEncoder;");
    register(kryo, "[L" + OURS + "data.SequenceBlock;");
    register(kryo, "org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema"); // in a cell
    for (Class<?> part : PARTS) {
      kryo.register(part);
    }
    for (Class<?> type : COLUMN_TYPES) {
      kryo.register(type);
    }
  }

  private static void register(Kryo kryo, String name) {
    try {
      kryo.register(Class.forName(name, false, KryoClasses.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("missing class " + name, e);
    }
  }
}
