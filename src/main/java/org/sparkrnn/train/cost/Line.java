package org.sparkrnn.train.cost;

/**
 * A cost that grows along a straight line.
 *
 * @param once the part that does not grow
 * @param each what every unit adds
 */
public record Line(double once, double each) {
  /** The cost of {@code n} units. */
  public double at(double n) {
    return once + n * each;
  }

  /** Both parts times a factor. */
  public Line times(double factor) {
    return new Line(once * factor, each * factor);
  }

  /**
   * The line through two measured costs, {@code y1} of {@code n1} units and {@code y2} of {@code n2
   * >= n1} units. No part is negative, because noise in a measurement must not make a large cluster
   * faster than nothing: if the costs fall, the line is flat, and if they grow faster than the
   * units, it begins at 0. In both cases it goes through the second cost.
   */
  public static Line through(double n1, double y1, double n2, double y2) {
    double each = n2 > n1 ? Math.max(0, (y2 - y1) / (n2 - n1)) : 0;
    double once = y2 - n2 * each;
    return once < 0 ? new Line(0, y2 / n2) : new Line(once, each);
  }
}
