package org.sparkrnn.nn;

import java.util.List;
import org.sparkrnn.math.WeightProduct;
import org.sparkrnn.nn.sequence.Cell;
import org.sparkrnn.nn.sequence.Span;

/** A cell with only the mandatory methods, which does nothing. */
final class SilentCell extends Cell {
  SilentCell() {
    super(1);
  }

  @Override
  public int gates() {
    return 1;
  }

  @Override
  public List<State> states() {
    return List.of();
  }

  @Override
  public long floatsPerStep() {
    return 0;
  }

  @Override
  public ParamLayout.Block declare(ParamLayout layout, String suffix, boolean learned) {
    return declareBias(layout, suffix, Initializer.ZEROS);
  }

  @Override
  public void forward(float[] w, Span span, WeightProduct product, float[] a, float[] h) {}

  @Override
  public void backward(
      float[] w,
      Span span,
      WeightProduct product,
      float[] a,
      Columns d,
      Gradient g,
      double[] flow) {}

  @Override
  public void keepEdge(Span span, float[] h) {}

  @Override
  public void keepLast(Span span, float[] h, RecurrentState last) {}
}
