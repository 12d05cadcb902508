package org.sparkrnn.optim;

/** Gradient clipping (Pascanu, Mikolov and Bengio 2013). */
public final class GradientClip {
  private GradientClip() {}

  /** The Euclidean norm of all values, summed in double. */
  public static double norm(float[] g) {
    double sum = 0;
    for (float v : g) {
      sum += (double) v * v;
    }
    return Math.sqrt(sum);
  }

  /**
   * Scales g in place so that its norm is at most {@code maxNorm}.
   *
   * @param maxNorm the bound; 0 clips nothing
   * @return the norm before clipping
   */
  public static double byGlobalNorm(float[] g, double maxNorm) {
    double norm = norm(g);
    if (maxNorm > 0 && norm > maxNorm) {
      scale(g, maxNorm / norm);
    }
    return norm;
  }

  /** g *= factor. */
  public static void scale(float[] g, double factor) {
    float f = (float) factor;
    for (int i = 0; i < g.length; i++) {
      g[i] *= f;
    }
  }
}
