package org.sparkrnn.bench;

import java.util.SplittableRandom;
import org.sparkrnn.math.Blas;

/**
 * {@code gemm threads=}: the machine's sgemm at 1024^3 through netlib with one thread per task, on
 * all threads at once, each with its own matrices. {@code best} is in GFLOP/s too.
 */
final class Gemm {
  private static final int N = 1024;

  private Gemm() {}

  static void run(Arguments arguments) {
    int threads = arguments.threads();
    Effort effort = arguments.effort();
    JsonLine line = arguments.line();
    float[][] a = new float[threads][];
    float[][] b = new float[threads][];
    float[][] c = new float[threads][N * N];
    for (int i = 0; i < threads; i++) {
      a[i] = random(N * N, i);
      b[i] = random(N * N, -1 - i);
    }
    try (Team team = new Team(threads)) {
      Runnable step =
          () -> team.run(i -> Blas.productAB(N, N, N, a[i], 0, N, b[i], 0, N, 0f, c[i], 0, N));
      Times.of(step, effort.steps(10), effort.seconds(2));
      Meter meter = new Meter();
      meter.start();
      Times times = Times.of(step, effort.steps(31), effort.seconds(3));
      meter.stop();
      double flops = 2.0 * N * N * N * threads / 1e9;
      line.put("implementation", Blas.implementation())
          .put("gflops", flops / times.median())
          .put("best", flops / times.best())
          .put(meter, times.steps())
          .print();
    }
  }

  private static float[] random(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextDouble(-1, 1);
    }
    return x;
  }
}
