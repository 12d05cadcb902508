package org.sparkrnn.nn.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.InputModule;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;
import org.sparkrnn.nn.onnx.OnnxType;

/**
 * A word from its characters c_0 .. c_{L-1}, by an LSTM in both directions (Lample et al. 2016,
 * Neural architectures for named entity recognition, section 4.1):
 *
 * <pre>
 *   x = [h_{L-1} of the scan from the beginning ; h_0 of the scan from the end]
 * </pre>
 *
 * A word that occurs several times in a mini-batch is scanned once, and its gradient is the sum
 * over its occurrences. A word without characters is 0. The parameters have PyTorch's names, those
 * of an nn.Embedding and an nn.LSTM within {@code characters}.
 */
final class CharacterLstm implements InputModule {
  private static final double DEVIATION = 0.1;

  private final int C; // characters
  private final int H; // units of each direction
  private final ParamLayout.Block E; // [C, D]
  private final CharacterScan[] scans = new CharacterScan[2]; // from the beginning, from the end
  private final DistinctWords distinct = new DistinctWords();

  CharacterLstm(ModuleContext context, CharacterLstmSpec spec) {
    C = spec.vocabularySize();
    H = spec.hiddenSize();
    ParamLayout layout = context.layout().within("characters.");
    Initializer normal = Initializer.normal(DEVIATION);
    E = layout.matrix("embedding.weight", C, spec.size(), normal);
    layout.belongsTo(E, spec.column().name());
    for (int d = 0; d < scans.length; d++) {
      scans[d] = new CharacterScan(layout, context.product(), E, H, d == 1);
    }
  }

  @Override
  public void forward(float[] w, PackedBatch batch, float[] x, int column, int I) {
    PackedColumn words = batch.column(TokenColumn.CHARACTERS.spec().name());
    for (int i = 0; i < words.rows(); i++) {
      Embedding.requireKnown(words.ints()[i], C);
    }
    distinct.take(words);
    for (int d = 0; d < scans.length; d++) {
      scans[d].forward(w, distinct);
      for (int n = 0; n < batch.rows(); n++) {
        scans[d].read(distinct, n, x, n * I + column + d * H);
      }
    }
  }

  @Override
  public void backward(float[] w, PackedBatch batch, float[] dx, int column, int I, Gradient g) {
    for (int d = 0; d < scans.length; d++) {
      scans[d].begin(distinct);
      for (int n = 0; n < batch.rows(); n++) {
        scans[d].add(distinct, n, dx, n * I + column + d * H);
      }
      scans[d].backward(w, distinct, g);
    }
  }

  @Override
  public String onnx(OnnxGraph graph, float[] w, String words) {
    String inside = graph.node("GreaterOrEqual", words, graph.constants(0)); // [T, B, L]
    String ids = graph.node("Max", words, graph.constants(0));
    String counts =
        graph.node(
            "ReduceSum",
            Map.of("keepdims", 0),
            graph.cast(inside, OnnxType.INT64),
            graph.constants(2));
    String rows = graph.node("Gather", graph.tensor(E.name(), w, E.offset(), C, E.cols()), ids);
    String shape = graph.node("Shape", words);
    String L = graph.slice(shape, 0, 2, 3);
    String ofWords = graph.concat(0, List.of(graph.constants(-1), L, graph.constants(E.cols())));
    OnnxSteps characters =
        new OnnxSteps(
            graph,
            graph.node("Reshape", counts, graph.constants(-1)),
            graph.transpose(graph.node("Reshape", rows, ofWords), 1, 0, 2)); // [L, T*B, D]
    List<String> ends = new ArrayList<>(); // [T*B, H] of each direction
    for (CharacterScan scan : scans) {
      ends.add(scan.onnx(graph, w, characters));
    }
    String TB = graph.slice(shape, 0, 0, 2);
    return graph.node(
        "Reshape",
        graph.concat(1, ends),
        graph.concat(0, List.of(TB, graph.constants((long) scans.length * H))));
  }
}
