package org.sparkrnn.nn;

import java.util.ArrayList;
import java.util.List;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Standardization;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;
import org.sparkrnn.nn.onnx.OnnxType;
import org.sparkrnn.nn.onnx.OnnxValue;

/**
 * Makes the ONNX graph of a network, to which its modules add themselves one after the other.
 *
 * <pre>
 *   lengths     int64 [batch]
 *   tokens      int64 [batch, time], and each other column of ints
 *   characters  int64 [batch, time, items], and each other column of lists; -1 after the last item
 *   features    float [batch, time, width]; double in the data's units if standardized
 *   output      float [batch, time, K] with zeros after a sequence's end, or [batch, K]; double in
 *              the data's units if targets are standardized
 * </pre>
 *
 * Inside the graph time comes before batch, as in ONNX's recurrent operators.
 */
public final class OnnxNetwork {
  /** The input with the number of steps of each sequence. */
  public static final String LENGTHS = "lengths";

  private static final String BATCH = "batch";
  private static final String TIME = "time";

  private OnnxNetwork() {}

  /**
   * The graph of a network.
   *
   * @param w all parameters; must not change before the graph is written
   * @param standardization of features and targets, or null
   * @throws org.sparkrnn.data.InvalidInputException if a module cannot be expressed by ONNX
   *     operators
   */
  public static OnnxGraph graph(NetworkSpec spec, float[] w, Standardization standardization) {
    ModuleContext context = new ModuleContext(spec);
    List<InputModule> inputs = new ArrayList<>();
    for (InputSpec input : spec.inputSpecs()) {
      inputs.add(input.create(context));
    }
    LayerChain layers = new LayerChain(context, spec.layerSpecs(), spec.inputSize());
    OutputModule output = spec.output().create(context, layers.width());

    OnnxGraph graph = new OnnxGraph();
    List<String> x = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      String column = column(graph, spec.inputSpecs()[i].column(), standardization);
      x.add(inputs.get(i).onnx(graph, w, column));
    }
    String lengths = graph.input(new OnnxValue(LENGTHS, OnnxType.INT64, List.of(BATCH)));
    OnnxSteps h = layers.onnx(graph, w, new OnnxSteps(graph, lengths, graph.concat(2, x)));
    addOutput(graph, spec, output, output.onnx(graph, w, h), h, standardization);
    return graph;
  }

  /** Declares the input of a column, and returns it with time as the first dimension. */
  private static String column(OnnxGraph graph, ColumnSpec column, Standardization numbers) {
    boolean standardized =
        column.name().equals(ColumnSpec.FEATURES) && numbers != null && numbers.inputWidth() > 0;
    if (column.per() != Readout.EACH_STEP || column.lists() && column.width() > 0) {
      throw OnnxGraph.inexpressible("an input of " + column);
    }
    List<Object> dims = new ArrayList<>(List.of(BATCH, TIME));
    if (column.lists()) {
      dims.add(column.name() + "_items");
    } else if (column.width() > 0) {
      dims.add(column.width());
    }
    OnnxType reals = standardized ? OnnxType.DOUBLE : OnnxType.FLOAT;
    OnnxType type = column.width() == 0 ? OnnxType.INT64 : reals;
    String given = graph.input(new OnnxValue(column.name(), type, dims));
    String turned =
        dims.size() == 2 ? graph.transpose(given, 1, 0) : graph.transpose(given, 1, 0, 2);
    return standardized ? standardized(graph, turned, numbers) : turned;
  }

  /** (x - mean) / scale in double, as in the encoder. */
  private static String standardized(OnnxGraph graph, String x, Standardization numbers) {
    String mean = graph.doubles("features.mean", numbers.inputMeans());
    String scale = graph.doubles("features.scale", numbers.inputScales());
    return graph.cast(graph.node("Div", graph.node("Sub", x, mean), scale), OnnxType.FLOAT);
  }

  private static void addOutput(
      OnnxGraph graph,
      NetworkSpec spec,
      OutputModule output,
      String made,
      OnnxSteps steps,
      Standardization numbers) {
    String value = made;
    OnnxType type = OnnxType.FLOAT;
    if (numbers != null && numbers.targetWidth() > 0) {
      type = OnnxType.DOUBLE;
      String scale = graph.doubles("targets.scale", numbers.targetScales());
      String scaled = graph.node("Mul", graph.cast(made, type), scale);
      value = graph.node("Add", scaled, graph.doubles("targets.mean", numbers.targetMeans()));
    }
    List<Object> dims = new ArrayList<>(List.of(BATCH));
    boolean sameSteps = true;
    if (spec.readout() == Readout.EACH_STEP) {
      sameSteps = steps.lengths().equals(LENGTHS);
      dims.add(sameSteps ? TIME : "output_" + TIME);
      String zero = graph.cast(graph.constant(0), type);
      value = graph.transpose(graph.node("Where", steps.mask(), value, zero), 1, 0, 2);
    }
    dims.add(spec.outputSize());
    graph.output(new OnnxValue(output.onnxName(), type, dims), value);
    if (!sameSteps) {
      OnnxValue lengths = new OnnxValue("output_" + LENGTHS, OnnxType.INT64, List.of(BATCH));
      graph.output(lengths, steps.lengths());
    }
  }
}
