package org.sparkrnn.math;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The arithmetic of training. Matrices are row-major in flat arrays, given by offset and leading
 * dimension (the distance between rows). Implementations hold no state, so one instance serves all
 * threads; each thread passes a {@link Scratch} of its own to products.
 *
 * <p>Operands may share an array, but the written part must not overlap the parts that are read,
 * except where a method says "in place".
 */
public interface Kernels {

  /**
   * The implementation for this JVM: vectors if the module jdk.incubator.vector is present and the
   * processor has fused multiply-add, otherwise scalar loops. The system property {@code
   * org.sparkrnn.kernels} = scalar or vector forces one.
   */
  static Kernels get() {
    return Chosen.INSTANCE;
  }

  /** Names the implementation and the vector width, for logs and reports. */
  String description();

  // ---- products -------------------------------------------------------------------------------

  /** Packs B [k, n] from src, whose rows are {@code ld} apart. */
  void pack(PackedMatrix b, float[] src, int off, int ld, int k, int n);

  /** Packs B [k, n] = src' where src is [n, k] with rows {@code ld} apart. */
  void packTransposed(PackedMatrix b, float[] src, int off, int ld, int k, int n);

  /** C [m, n] = A [m, k] B, or C += A B if {@code add}. */
  default void multiply(
      int m,
      float[] a,
      int aOff,
      int lda,
      PackedMatrix b,
      boolean add,
      float[] c,
      int cOff,
      int ldc,
      Scratch scratch) {
    if (add) {
      multiply(m, a, aOff, lda, b, c, cOff, ldc, c, cOff, ldc, scratch);
    } else {
      multiply(m, a, aOff, lda, b, null, 0, 0, c, cOff, ldc, scratch);
    }
  }

  /**
   * C [m, n] = S + A [m, k] B, where the rows of S are {@code lds} apart. lds = 0 adds one bias row
   * to all rows, S = C accumulates, and S = null stands for zeros.
   */
  void multiply(
      int m,
      float[] a,
      int aOff,
      int lda,
      PackedMatrix b,
      float[] s,
      int sOff,
      int lds,
      float[] c,
      int cOff,
      int ldc,
      Scratch scratch);

  /**
   * C [m, n] += A' B with A [k, m] and B [k, n]; this is a weight gradient, summed over k steps.
   */
  void addTransposedProduct(
      int m,
      int n,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      int ldb,
      float[] c,
      int cOff,
      int ldc,
      Scratch scratch);

  /** out [n] += the sum of the rows of A [m, n]; this is a bias gradient. */
  void addColumnSums(int m, int n, float[] a, int aOff, int lda, float[] out, int outOff);

  // ---- activations, in place ------------------------------------------------------------------

  /** x = tanh(x) for n values. */
  void tanh(float[] x, int off, int n);

  /** x = 1 / (1 + exp(-x)) for n values. */
  void sigmoid(float[] x, int off, int n);

  /** x = exp(x) for n values. */
  void exp(float[] x, int off, int n);

  /**
   * Replaces x [k], the logits of one step, by p - onehot(label) where p = softmax(x).
   *
   * @return the loss -log p[label], in nats
   */
  double softmaxCrossEntropy(float[] x, int off, int k, int label);

  // ---- cells: `rows` rows of H units, consecutive rows adjacent ---------------------------------

  /**
   * LSTM: i, f, o = sigmoid(a), g = tanh(a); c = f * cPrev + i * g; h = o * tanh(c).
   *
   * @param a [rows, 4H] gates i f g o: on entry pre-activations, on return activations
   * @param cPrev [rows, H]
   * @param c [rows, H] written; may be cPrev itself
   * @param tanhC [rows, H] written
   * @param h [rows, H] written
   */
  void lstmForward(
      int rows,
      int hidden,
      float[] a,
      int aOff,
      float[] cPrev,
      int cPrevOff,
      float[] c,
      int cOff,
      float[] tanhC,
      int tanhCOff,
      float[] h,
      int hOff);

  /**
   * The reverse of {@link #lstmForward}, with dc' = dc + dh * o * (1 - tanh(c)^2):
   *
   * <pre>
   *   di = dc' * g     * i (1 - i)      df = dc' * cPrev   * f (1 - f)
   *   dg = dc' * i     * (1 - g^2)      do = dh  * tanh(c) * o (1 - o)      dc = dc' * f
   * </pre>
   *
   * @param a [rows, 4H] on entry activations, on return dL/d(pre-activation)
   * @param dc [rows, H] the cell's gradient: on entry from the next step, on return for the
   *     previous step
   */
  void lstmBackward(
      int rows,
      int hidden,
      float[] a,
      int aOff,
      float[] cPrev,
      int cPrevOff,
      float[] tanhC,
      int tanhCOff,
      float[] dh,
      int dhOff,
      float[] dc,
      int dcOff);

  /**
   * GRU: r = sigmoid(a_r + b_r), z = sigmoid(a_z + b_z), q = b_n + bias, n = tanh(a_n + r * q); h =
   * (1 - z) * n + z * hPrev, where b = W hPrev is the recurrent part.
   *
   * @param a [rows, 3H] on entry the input part with its biases, in the order r z n; on return r,
   *     z, n
   * @param rec [rows, 3H] the recurrent part, in the order r z n
   * @param biasN [H] the bias b_hn inside the reset product
   * @param q [rows, H] written: the recurrent part of n with its bias
   * @param h [rows, H] written; may be hPrev itself
   */
  void gruForward(
      int rows,
      int hidden,
      float[] a,
      int aOff,
      float[] rec,
      int recOff,
      float[] biasN,
      int biasNOff,
      float[] hPrev,
      int hPrevOff,
      float[] q,
      int qOff,
      float[] h,
      int hOff);

  /**
   * The reverse of {@link #gruForward}:
   *
   * <pre>
   *   dn = dh * (1 - z) * (1 - n^2)      dz = dh * (hPrev - n) * z (1 - z)
   *   dr = dn * q * r (1 - r)            dhPrev = dh * z, without the part through W
   *   recurrent side: dr, dz, dn * r
   * </pre>
   *
   * @param a [rows, 3H] on entry r, z, n; on return dr, dz, dn
   * @param dRec [rows, 3H] written: the gradient of the recurrent part
   * @param dhPrev [rows, H] written; may be dh itself
   */
  void gruBackward(
      int rows,
      int hidden,
      float[] a,
      int aOff,
      float[] q,
      int qOff,
      float[] hPrev,
      int hPrevOff,
      float[] dh,
      int dhOff,
      float[] dRec,
      int dRecOff,
      float[] dhPrev,
      int dhPrevOff);

  /** Elman: h = f(a), in place over a [rows, H]. */
  void elmanForward(Activation f, int rows, int hidden, float[] a, int off);

  /** The reverse of {@link #elmanForward}: dz = f'(z) * dh, written over h. */
  void elmanBackward(Activation f, int n, float[] h, int off, float[] dh, int dhOff);

  /** The activation function of the Elman cell. */
  enum Activation {
    TANH,
    SIGMOID,
    RELU
  }

  /** Chooses the implementation at first use. */
  final class Chosen {
    static final String PROPERTY = "org.sparkrnn.kernels";
    private static final Kernels INSTANCE = choose();

    private Chosen() {}

    private static Kernels choose() {
      Logger log = LoggerFactory.getLogger(Kernels.class);
      String forced = System.getProperty(PROPERTY, "").toLowerCase(Locale.ROOT);
      if (!forced.isEmpty() && !forced.equals("scalar") && !forced.equals("vector")) {
        throw new IllegalArgumentException(
            "system property " + PROPERTY + " is '" + forced + "'; expected scalar or vector");
      }
      boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
      if (forced.equals("vector") && !present) {
        throw new IllegalStateException(
            "system property "
                + PROPERTY
                + " is 'vector', but this JVM was started without"
                + " --add-modules=jdk.incubator.vector");
      }
      // Without the instruction Java computes a fused multiply-add with BigDecimal, which is a
      // thousand times slower.
      boolean fast = present && Boolean.parseBoolean(VmOptions.get("UseFMA", "true"));
      boolean vector = forced.isEmpty() ? fast : forced.equals("vector");
      Kernels chosen = vector ? new VectorKernels() : new ScalarKernels();
      log.info("Kernels: {}", chosen.description());
      return chosen;
    }
  }
}
