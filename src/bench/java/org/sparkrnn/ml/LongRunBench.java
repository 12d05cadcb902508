package org.sparkrnn.ml;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.bench.Arguments;
import org.sparkrnn.bench.JsonLine;
import org.sparkrnn.bench.Times;
import org.sparkrnn.train.StepDefaults;
import org.sparkrnn.train.TrainingListener;

/**
 * {@code longrun steps= hiddenSize= batchSize= execution=}: one fit of many steps. Compares its
 * first thousand steps with its last, and the heap after the first thousand with that at the end,
 * each after a garbage collection. A warm-up of a thousand steps is not counted. In runs of less
 * than 3,000 steps, a third of the steps is used instead of a thousand.
 */
public final class LongRunBench implements TrainingListener {
  private static final int THOUSAND = 1000;
  private static final int EPOCH = 100; // steps
  private static final int LENGTH = 10;
  private static final int TOKENS = 50;
  private static final int LABELS = 5;

  private final int part; // a thousand steps
  private final double[] millis;
  private int steps;
  private long last;
  private double heapFirst;
  private double heapLast;

  private LongRunBench(int steps) {
    part = Math.min(THOUSAND, steps / 3);
    millis = new double[((steps + part - 1) / EPOCH + 1) * EPOCH];
  }

  public static void run(Arguments arguments) {
    int steps = arguments.number("steps", arguments.effort().steps(10_000), 3);
    int hiddenSize = arguments.number("hiddenSize", 32);
    int batchSize = arguments.number("batchSize", 32);
    String execution = arguments.choice("execution", "spark", "threads");
    JsonLine line = arguments.line();
    SparkSession spark =
        SparkSession.builder()
            .config(StepDefaults.addTo(new SparkConf()))
            .appName("spark-rnn bench longrun")
            .getOrCreate();
    LongRunBench bench = new LongRunBench(steps);
    new SequenceTagger()
        .setHiddenSize(hiddenSize)
        .setBatchSize(batchSize)
        .setExecution(execution)
        .setMaxEpochs(bench.millis.length / EPOCH)
        .setListener(bench)
        .fit(data(spark, EPOCH * batchSize));
    double first = bench.median(bench.part);
    double last = bench.median(bench.steps - bench.part);
    line.put("master", spark.sparkContext().master())
        .put("firstThousandMs", first)
        .put("lastThousandMs", last)
        .put("growth", last / first)
        .put("heapFirstMb", bench.heapFirst)
        .put("heapLastMb", bench.heapLast)
        .print();
    spark.stop();
  }

  @Override
  public void onStep(int epoch, int step, double meanLoss) {
    long now = System.nanoTime();
    if (steps < millis.length) {
      millis[steps++] = (now - last) / 1e6;
    }
    if (steps == 2 * part) {
      heapFirst = heapMb();
    } else if (steps == millis.length) {
      heapLast = heapMb();
    }
    last = System.nanoTime();
  }

  /** The median of a part of the steps, beginning with {@code from}. */
  private double median(int from) {
    return Times.median(Arrays.copyOfRange(millis, from, from + part));
  }

  private static double heapMb() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    System.gc(); // objects that the first collection freed from references
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }

  private static Dataset<Row> data(SparkSession spark, int sequences) {
    SplittableRandom random = new SplittableRandom(1);
    List<Row> rows =
        IntStream.range(0, sequences)
            .mapToObj(
                i -> {
                  int[] ids = random.ints(LENGTH, 0, TOKENS).toArray();
                  Object tokens = names(ids, "w", TOKENS);
                  Object labels = names(ids, "L", LABELS);
                  return RowFactory.create(tokens, labels);
                })
            .toList();
    StructType schema =
        new StructType()
            .add("tokens", DataTypes.createArrayType(DataTypes.StringType))
            .add("labels", DataTypes.createArrayType(DataTypes.StringType));
    return spark.createDataFrame(rows, schema);
  }

  private static String[] names(int[] ids, String prefix, int of) {
    return Arrays.stream(ids).mapToObj(id -> prefix + id % of).toArray(String[]::new);
  }
}
