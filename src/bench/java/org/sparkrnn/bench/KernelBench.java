package org.sparkrnn.bench;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.sparkrnn.math.Kernels;
import org.sparkrnn.math.PackedMatrix;
import org.sparkrnn.math.Scratch;

/**
 * {@code kernel shape= rounds=}: GFLOP/s of the products at the shapes of training, ours and
 * OpenBLAS's on one thread. They alternate over several rounds, because other load on the machine
 * affects both. Our time includes packing of the left operand but not of the weights, which are
 * packed once per mini-batch. A shape is a product's place in training and its m x k x n.
 */
final class KernelBench {
  private static final String ALL = "all";
  private static final String[] SHAPES = {
    "forward:32x256x1024",
    "forward:16x256x1024",
    "forward:32x128x512",
    "forward:32x512x2048",
    "forward:10x200x800",
    "forward:16x256x768",
    "forward:16x256x256",
    "backward:16x1024x256",
    "backward:32x512x128",
    "backward:32x2048x512",
    "backward:10x800x200",
    "input:560x256x1024",
    "input:1600x128x512",
    "input:2048x64x2048",
    "input:350x200x800",
    "inputGradient:560x1024x256",
    "inputGradient:1600x512x128",
    "inputGradient:2048x2048x64",
    "gradient:1024x560x256",
    "gradient:512x1600x128",
    "gradient:2048x2048x512",
    "gradient:800x350x200",
    "logits:350x200x10000",
    "square:1024x1024x1024",
  };

  private static final double WARM_UP_SECONDS = 2; // the compiler works beside other jobs
  private static final double OPERATIONS = 4e8; // per round

  private KernelBench() {}

  static void run(Arguments arguments) {
    String only =
        arguments.choice(
            "shape", Stream.concat(Stream.of(ALL), Arrays.stream(SHAPES)).toArray(String[]::new));
    int rounds = arguments.number("rounds", 7);
    Effort effort = arguments.effort();
    arguments.line(); // unknown keys are found before the work begins
    Loader.load(openblas_nolapack.class);
    openblas_nolapack.blas_set_num_threads(1);
    for (String shape : only.equals(ALL) ? SHAPES : new String[] {only}) {
      measure(arguments.line().put("shape", shape), effort, shape, rounds);
    }
  }

  private static void measure(JsonLine line, Effort effort, String shape, int rounds) {
    Kernels kernels = Kernels.get();
    String[] part = shape.split("[:x]");
    int m = Integer.parseInt(part[1]);
    int k = Integer.parseInt(part[2]);
    int n = Integer.parseInt(part[3]);
    boolean gradient = part[0].equals("gradient");
    float[] a = random(m * k);
    float[] b = random(k * n);
    float[] c = new float[m * n];
    PackedMatrix packed = new PackedMatrix();
    kernels.pack(packed, b, 0, n, k, n);
    Scratch scratch = new Scratch();
    Runnable ours =
        gradient
            ? () -> kernels.addTransposedProduct(m, n, k, a, 0, m, b, 0, n, c, 0, n, scratch)
            : () -> kernels.multiply(m, a, 0, k, packed, false, c, 0, n, scratch);
    try (FloatPointer pa = new FloatPointer(a);
        FloatPointer pb = new FloatPointer(b);
        FloatPointer pc = new FloatPointer(c)) {
      int ta = gradient ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans;
      // As in training, weights are [n, k] in forward products and [k, n] in backward products.
      boolean transposed = !gradient && !shape.startsWith("backward") && !shape.contains("Grad");
      int tb = transposed ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans;
      Runnable blas =
          () ->
              openblas_nolapack.cblas_sgemm(
                  openblas_nolapack.CblasRowMajor,
                  ta,
                  tb,
                  m,
                  n,
                  k,
                  1f,
                  pa,
                  gradient ? m : k,
                  pb,
                  transposed ? k : n,
                  gradient ? 1f : 0f,
                  pc,
                  n);
      double flops = 2.0 * m * k * n;
      int calls = (int) Math.max(1, effort.seconds(OPERATIONS) / flops);
      double warmUp = effort.seconds(WARM_UP_SECONDS) * 1e9;
      for (double ns = 0; ns < warmUp; ns += time(ours, calls)) {
        time(blas, 1);
      }
      double[] rate = new double[rounds];
      double[] blasRate = new double[rounds];
      double[] ratio = new double[rounds];
      for (int r = 0; r < rounds; r++) {
        rate[r] = flops * calls / time(ours, calls);
        blasRate[r] = flops * calls / time(blas, calls);
        ratio[r] = rate[r] / blasRate[r];
      }
      line.put("kernels", kernels.description())
          .put("gflops", Times.median(rate))
          .put("best", Arrays.stream(rate).max().getAsDouble())
          .put("openBlas", Times.median(blasRate))
          .put("ratio", Times.median(ratio))
          .print();
    }
  }

  /** The time per call in nanoseconds. */
  private static double time(Runnable work, int calls) {
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      work.run();
    }
    return System.nanoTime() - start;
  }

  private static float[] random(int n) {
    Random random = new Random(1);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextFloat() - 0.5f;
    }
    return x;
  }
}
