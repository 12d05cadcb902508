package org.sparkrnn.ml;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.bench.Arguments;
import org.sparkrnn.bench.Effort;
import org.sparkrnn.bench.JsonLine;
import org.sparkrnn.bench.Meter;
import org.sparkrnn.bench.Times;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.sequence.CellType;

/**
 * {@code predict sequences= length= hiddenSize= embeddingSize= numLayers= bidirectional= V=
 * labels=}: the rate of a tagger's transform over cached rows, whose lengths are uniform between 1
 * and 2 length - 1. The LSTM's weights are random.
 */
public final class PredictBench {
  private PredictBench() {}

  public static void run(Arguments arguments) {
    int sequences = arguments.number("sequences", 10_000);
    int length = arguments.number("length", 25);
    int H = arguments.number("hiddenSize", 64);
    int E = arguments.number("embeddingSize", 64);
    int layers = arguments.number("numLayers", 1);
    boolean bidirectional = arguments.choice("bidirectional", "false", "true").equals("true");
    int V = arguments.number("V", 10_000);
    int labels = arguments.number("labels", 17);
    Effort effort = arguments.effort();
    JsonLine line = arguments.line();
    NetworkSpec spec =
        NetworkSpec.builder()
            .vocabularySize(V)
            .inputSize(E)
            .cell(CellType.LSTM)
            .hiddenSize(H)
            .numLayers(layers)
            .bidirectional(bidirectional)
            .outputSize(labels)
            .build();
    int D = spec.directions();
    double macs = 4.0 * H * D * (E + H + (layers - 1) * (D + 1.0) * H) + (double) D * H * labels;
    SparkSession spark = SparkSession.builder().appName("spark-rnn bench predict").getOrCreate();
    List<Row> rows = rows(sequences, length, V);
    long tokens = rows.stream().mapToLong(row -> row.<String[]>getAs(0).length).sum();
    Dataset<Row> data =
        spark
            .createDataFrame(
                rows,
                new StructType().add("tokens", DataTypes.createArrayType(DataTypes.StringType)))
            .repartition(spark.sparkContext().defaultParallelism())
            .cache();
    Dataset<Row> tagged = model(spec, V, labels).transform(data);
    Runnable pass = () -> tagged.write().format("noop").mode("overwrite").save();
    Times.of(pass, effort.steps(3), effort.seconds(8));
    Meter meter = new Meter();
    meter.start();
    Times times = Times.of(pass, effort.steps(7), effort.seconds(3));
    meter.stop();
    line.put("master", spark.sparkContext().master())
        .put("tokens", tokens)
        .put(times, tokens, 2 * macs * tokens)
        .put(meter, times.steps())
        .print();
    spark.stop();
  }

  private static SequenceTaggerModel model(NetworkSpec spec, int V, int labels) {
    SequenceEncoder encoder =
        new SequenceEncoder(
            new Vocabulary(names("w", V), false), 0, new Vocabulary(names("L", labels), false));
    float[] weights = new Network(spec).initialParameters(1);
    return new SequenceTaggerModel("bench", spec, weights, encoder);
  }

  private static List<String> names(String prefix, int n) {
    return IntStream.range(0, n).mapToObj(i -> prefix + i).toList();
  }

  private static List<Row> rows(int sequences, int length, int V) {
    SplittableRandom random = new SplittableRandom(1);
    return IntStream.range(0, sequences)
        .mapToObj(
            i -> {
              int T = random.nextInt(1, 2 * length);
              Object tokens = random.ints(T, 0, V).mapToObj(id -> "w" + id).toArray(String[]::new);
              return RowFactory.create(tokens);
            })
        .toList();
  }
}
