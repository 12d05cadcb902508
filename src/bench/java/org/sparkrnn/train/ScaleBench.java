package org.sparkrnn.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkrnn.bench.Arguments;
import org.sparkrnn.bench.Effort;
import org.sparkrnn.bench.JsonLine;
import org.sparkrnn.bench.Times;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.math.Blas;
import org.sparkrnn.ml.report.ScaleChart;
import org.sparkrnn.nn.BenchGradients;
import org.sparkrnn.optim.OptimizerOptions;
import org.sparkrnn.optim.OptimizerType;
import org.sparkrnn.train.cost.Cluster;
import org.sparkrnn.train.cost.CostModel;
import org.sparkrnn.train.cost.CostParts;
import org.sparkrnn.train.cost.Line;
import org.sparkrnn.train.cost.StepCost;
import org.sparkrnn.train.cost.StepWork;
import scala.jdk.javaapi.CollectionConverters;

/**
 * {@code scale parameters= [vocabulary= embeddingSize= sparseRows=] tokens= network= executors=
 * cores= [output=FILE.svg] [check=true]}: measures the parts of a step with one and two executors
 * and predicts steps of 1, 2, 4, ... executors on machines of their own. With {@code check=true} it
 * also measures the step on all executors of the master, and predicts that one as well.
 *
 * <p>With {@code sparseRows}, {@code vocabulary} rows of {@code embeddingSize} parameters are a
 * table of which a mini-batch reads that many rows; then the update is sparse, too.
 */
public final class ScaleBench {
  private static final int GEMM = 512;
  private static final double FLOPS_PER_PARAMETER = 6; // 2 forward, 4 backward
  private static final int WAIT_SECONDS = 60;

  private ScaleBench() {}

  public static void run(Arguments arguments) {
    int parameters = arguments.number("parameters", 1_000_000);
    int rowSize = arguments.number("embeddingSize", 64);
    int rows = arguments.number("sparseRows", 0, 0);
    int vocabulary = arguments.number("vocabulary", Math.max(1, parameters / 2 / rowSize));
    int tokens = arguments.number("tokens", 10_000);
    int cores = arguments.number("cores", 4);
    int network = arguments.number("network", 10);
    int most = arguments.number("executors", 1_000);
    String output = arguments.text("output", "");
    boolean check = arguments.choice("check", "false", "true").equals("true");
    Effort effort = arguments.effort();
    arguments.line(); // complains about unknown keys
    StepWork work = work(parameters, rows == 0 ? 0 : vocabulary, rowSize, rows, tokens);
    try (JavaSparkContext spark = new JavaSparkContext(conf())) {
      List<String> hosts = hosts(spark);
      boolean shared = hosts.stream().distinct().count() == 1;
      ScaleSteps steps = new ScaleSteps(spark, effort, shared);
      double token = FLOPS_PER_PARAMETER * (parameters - work.table()) / flops(effort);
      ScaleSteps.Measured measured = steps.measure(work);
      double update = update(work, effort);
      CostParts parts = measured.machines().with(token, update);
      print(
          arguments.line().put("master", spark.master()).put("parts", "asMeasured"),
          measured.here().with(token, update));
      print(arguments.line().put("parts", "ofMachines"), parts);
      CostModel model = new CostModel(parts, work, Cluster.ofMachines(cores, network));
      List<Integer> sizes =
          Stream.concat(IntStream.iterate(1, n -> n < most, n -> 2 * n).boxed(), Stream.of(most))
              .toList();
      tell(sizes, model);
      sizes.forEach(n -> print(arguments.line(), model, n));
      if (!output.isEmpty()) {
        write(output, ScaleChart.of(title(work, cores, network), sizes, model));
      }
      if (check) {
        check(arguments.line(), steps, measured.here(), work, hosts.size(), shared);
      }
    }
  }

  private static StepWork work(int parameters, int vocabulary, int rowSize, int rows, int tokens) {
    if (rows > vocabulary && rows > 0 || (long) vocabulary * rowSize > parameters) {
      throw new InvalidInputException(
          "sparseRows=%d of vocabulary=%d rows with embeddingSize=%d and parameters=%d: the rows must be in the table, and the table in the parameters"
              .formatted(rows, vocabulary, rowSize, parameters));
    }
    return new StepWork(
        parameters, (long) vocabulary * rowSize, rowSize, rows, tokens, Integer.MAX_VALUE);
  }

  private static SparkConf conf() {
    return StepDefaults.addTo(new SparkConf())
        .setAppName("spark-rnn bench scale")
        .setIfMissing("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
        .setIfMissing("spark.kryoserializer.buffer.max", "1g");
  }

  /** The host of each executor, once all that were asked for are there. */
  private static List<String> hosts(JavaSparkContext spark) {
    if (spark.sc().isLocal()) {
      throw new InvalidInputException(
          "scale measures what travels between processes, but the master is %s; give one with at least 2 executors, such as --master 'local-cluster[2,1,2048]'"
              .formatted(spark.master()));
    }
    Matcher inMaster = Pattern.compile("local-cluster\\[\\s*(\\d+).*").matcher(spark.master());
    int asked =
        inMaster.matches()
            ? Integer.parseInt(inMaster.group(1))
            : spark.getConf().getInt("spark.executor.instances", 2);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    List<String> hosts = hostsNow(spark);
    while (hosts.size() < Math.max(2, asked)) {
      if (System.nanoTime() > end) {
        throw new InvalidInputException(
            "scale needs %d executors, but there are %d after %d s"
                .formatted(Math.max(2, asked), hosts.size(), WAIT_SECONDS));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      hosts = hostsNow(spark);
    }
    return hosts;
  }

  private static List<String> hostsNow(JavaSparkContext spark) {
    return CollectionConverters.asJava(spark.sc().statusStore().executorList(true)).stream()
        .filter(executor -> executor.totalCores() > 0) // the driver has none
        .map(executor -> executor.hostPort().replaceFirst(":\\d+$", ""))
        .toList();
  }

  /** The floating-point operations per second of a matrix product on one core. */
  private static double flops(Effort effort) {
    float[] a = new float[GEMM * GEMM];
    float[] c = new float[GEMM * GEMM];
    Runnable product =
        () -> Blas.productAB(GEMM, GEMM, GEMM, a, 0, GEMM, a, 0, GEMM, 0f, c, 0, GEMM);
    Times.of(product, effort.steps(50), 0);
    return 2.0 * GEMM * GEMM * GEMM / Times.of(product, effort.steps(50), 0).median();
  }

  /** Seconds of the update by Adam. */
  private static double update(StepWork work, Effort effort) {
    boolean sparse = work.table() > 0;
    int parameters = (int) work.parameters();
    int table = (int) work.table();
    WeightUpdate update =
        new WeightUpdate(
            new float[parameters],
            TrainingOptions.builder()
                .optimizer(OptimizerOptions.of(OptimizerType.ADAM))
                .sparseUpdates(sparse)
                .build());
    Runnable step =
        () -> {
          update.add(BenchGradients.of(parameters, table, work.rowSize(), 0, (int) work.rows()), 1);
          update.apply(1e-3, 1);
        };
    Times.of(step, effort.steps(30), 0);
    return Times.of(step, effort.steps(31), 0).median();
  }

  private static void check(
      JsonLine line, ScaleSteps steps, CostParts parts, StepWork work, int n, boolean shared) {
    StepWork spread =
        new StepWork(work.parameters(), work.table(), work.rowSize(), work.rows(), 0, n);
    StepCost predicted = new CostModel(parts, spread, new Cluster(1, 0, shared)).at(n);
    double measured = steps.step(spread);
    double ratio = predicted.exchange() / measured;
    System.err.printf(
        Locale.ROOT,
        "%d executors: predicted %.1f ms, measured %.1f ms without arithmetic and update, ratio %.2f%n",
        n,
        1e3 * predicted.exchange(),
        1e3 * measured,
        ratio);
    put(line.put("executors", n), predicted);
    line.put("predicted", 1e3 * predicted.exchange())
        .put("step", 1e3 * measured)
        .put("ratio", ratio)
        .print();
  }

  /** Milliseconds of the job, milliseconds per MB of the transports, the rest. */
  private static void print(JsonLine line, CostParts parts) {
    put(line, "jobMs", parts.job(), 1e3);
    put(line, "sendingMsPerMb", parts.sending(), 1e9);
    put(line, "broadcastMsPerMb", parts.broadcast(), 1e9);
    put(line, "fetchingMsPerMb", parts.fetching(), 1e9);
    put(line, "slicingMsPerMb", parts.slicing(), 1e9);
    line.put("tokenMicros", 1e6 * parts.token()).put("updateMs", 1e3 * parts.update()).print();
  }

  private static void put(JsonLine line, String name, Line cost, double unit) {
    line.put(name, new double[] {unit * cost.once(), unit * cost.each()});
  }

  private static void print(JsonLine line, CostModel model, int n) {
    StepCost step = model.at(n);
    put(line.put("executors", n).put("step", 1e3 * step.total()), step);
    line.put("speedUp", model.speedUp(n)).put("evenTokens", Math.rint(model.evenTokens(n))).print();
  }

  private static void put(JsonLine line, StepCost step) {
    line.put("arithmetic", 1e3 * step.arithmetic())
        .put("job", 1e3 * step.job())
        .put("out", 1e3 * step.out())
        .put("back", 1e3 * step.back())
        .put("update", 1e3 * step.update());
  }

  /** The table for people. */
  private static void tell(List<Integer> sizes, CostModel model) {
    System.err.println(
        "executors   step ms  arithmetic  job    out   back  update  speed-up  tokens for half");
    for (int n : sizes) {
      StepCost step = model.at(n);
      System.err.printf(
          Locale.ROOT,
          "%9d %9.1f %11.1f %4.0f %6.1f %6.1f %7.1f %9.2f %,16.0f%n",
          n,
          1e3 * step.total(),
          1e3 * step.arithmetic(),
          1e3 * step.job(),
          1e3 * step.out(),
          1e3 * step.back(),
          1e3 * step.update(),
          model.speedUp(n),
          model.evenTokens(n));
    }
  }

  private static String title(StepWork work, int cores, int network) {
    return "Predicted steps of %,d parameters and %,.0f tokens, with %d cores per executor and %d Gbit/s"
        .formatted(work.parameters(), work.tokens(), cores, network);
  }

  private static void write(String file, String svg) {
    try {
      Files.writeString(Path.of(file), svg);
      System.err.println("drawn to " + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
