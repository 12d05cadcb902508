package org.sparkrnn.bench;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.LongRunBench;
import org.sparkrnn.ml.PredictBench;
import org.sparkrnn.nn.LayerBench;
import org.sparkrnn.train.ScaleBench;
import org.sparkrnn.train.StepBench;

/**
 * {@code jobs/bench NAME [key=value ...]}: runs one benchmark and prints its results as JSON lines
 * to stdout.
 */
public final class Bench {
  private static final Map<String, Consumer<Arguments>> BENCHMARKS =
      new TreeMap<>(
          Map.of(
              "kernel", KernelBench::run,
              "layer", LayerBench::run,
              "lm", LanguageModel::run,
              "gemm", Gemm::run,
              "scale", ScaleBench::run,
              "step", StepBench::run,
              "predict", PredictBench::run,
              "longrun", LongRunBench::run));

  private Bench() {}

  static Set<String> names() {
    return BENCHMARKS.keySet();
  }

  public static void main(String[] args) {
    String name = args.length == 0 ? "" : args[0];
    try {
      if (!BENCHMARKS.containsKey(name)) {
        throw new InvalidInputException(
            "usage: bench [spark-submit options] NAME [key=value ...]; NAME is one of "
                + String.join(", ", BENCHMARKS.keySet()));
      }
      BENCHMARKS.get(name).accept(new Arguments(args));
    } catch (InvalidInputException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(2);
    }
  }
}
