package org.sparkrnn.ml.start;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.BooleanSupplier;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.RegressionParams;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.ml.param.SequenceClassifierParams;

/**
 * Infers the settings of a network from the names and shapes of tensors. If there are recurrent
 * layers, the network has no parts for which there are no tensors.
 */
final class InferredSettings {
  private static final String TABLE = "embedding.weight";
  private static final String CHARACTERS = "characters.";
  private static final String INPUT = "rnn.weight_ih_l";
  private static final String OUTPUT = "output.weight";

  /** The cells by their number of gates G; the recurrent weights are [G*H, H]. */
  private static final Map<Integer, String> CELLS = Map.of(1, "elman", 3, "gru", 4, "lstm");

  private final Map<String, int[]> shapes; // by the network's names
  private final RnnParams params;
  private final Map<String, Object> settings = new LinkedHashMap<>();

  private InferredSettings(Map<String, int[]> shapes, RnnParams params) {
    this.shapes = shapes;
    this.params = params;
  }

  /**
   * The values by the names of Params.
   *
   * @param shapes by the network's names
   * @param tokensAlone whether steps are tokens without features
   * @throws InvalidInputException if there are convolutions, whose strides shapes do not show
   */
  static Map<String, Object> of(
      Map<String, int[]> shapes, RnnParams params, BooleanSupplier tokensAlone) {
    InferredSettings inferred = new InferredSettings(shapes, params);
    int[] table = inferred.matrix(TABLE);
    if (table != null) {
      inferred.put("embeddingSize", table[1]);
    }
    if (inferred.matrix(INPUT + 0) != null) {
      inferred.layers();
      inferred.front(tokensAlone);
      inferred.output();
    }
    return inferred.settings;
  }

  /** The shape of a matrix; null if there is none of this name. */
  private int[] matrix(String name) {
    int[] shape = shapes.get(name);
    return shape != null && shape.length == 2 ? shape : null;
  }

  private boolean has(String beginning) {
    return shapes.keySet().stream().anyMatch(name -> name.startsWith(beginning));
  }

  private void put(String param, Object value) {
    if (params.hasParam(param)) {
      settings.put(param, value);
    }
  }

  private void layers() {
    int[] recurrent = matrix("rnn.weight_hh_l0");
    if (recurrent != null && recurrent[1] > 0 && recurrent[0] % recurrent[1] == 0) {
      String cell = CELLS.get(recurrent[0] / recurrent[1]);
      if (cell != null) {
        put("cell", cell);
        put("hiddenSize", recurrent[1]);
      }
    }
    int layers = 1;
    while (matrix(INPUT + layers) != null) {
      layers++;
    }
    put("numLayers", layers);
    put("bidirectional", has(INPUT + "0_reverse"));
    put("learnedInitialState", has("rnn.h0_l0"));
    put("layerNorm", has("norm.0."));
    put("standardize", false); // the model was trained on unchanged numbers
  }

  /** Adds the settings of the modules before the layers. */
  private void front(BooleanSupplier tokensAlone) {
    int[] table = matrix(CHARACTERS + TABLE);
    int[] filters = shapes.get(CHARACTERS + "conv.weight");
    int[] scan = matrix(CHARACTERS + "rnn.weight_hh_l0");
    put("characterEncoder", scan == null ? "convolution" : "bilstm");
    if (scan != null) {
      put("characterUnits", scan[1]);
    } else {
      put("characterFilters", filters == null || filters.length == 0 ? 0 : filters[0]);
    }
    if (table != null) {
      put("characterSize", table[1]);
    } else if (matrix(TABLE) == null && !has("conv.") && tokensAlone.getAsBoolean()) {
      put("embeddingSize", matrix(INPUT + 0)[1]); // of a table that is learned from a random start
    }
    if (!has("conv.")) {
      put("convLayers", "");
    } else if (!params.isSet(params.convLayers())) {
      throw new InvalidInputException(
          "initialModel %s has convolutions, whose strides do not follow from their shapes; set convLayers, as in convLayers=%s, with x and the stride behind each whose stride is not 1"
              .formatted(params.getInitialModel(), convolutions()));
    }
  }

  private String convolutions() {
    StringJoiner all = new StringJoiner(",");
    int[] shape;
    for (int n = 0; (shape = shapes.get("conv." + n + ".weight")) != null; n++) {
      all.add(shape.length == 3 ? shape[0] + "x" + shape[2] : "?");
    }
    return all.toString();
  }

  private void output() {
    int[] output = matrix(OUTPUT);
    boolean tied = output == null && has("output.bias") && matrix(TABLE) != null;
    if (output == null && !tied) {
      return;
    }
    put("tiedEmbeddings", tied);
    put("outputLayer", has("output.transitions") ? "crf" : "softmax");
    Object hidden = settings.get("hiddenSize");
    if (output == null || hidden == null) {
      return;
    }
    int states = (int) hidden * ((boolean) settings.get("bidirectional") ? 2 : 1);
    if (params instanceof SequenceClassifierParams classifier && !classifier.getMultilabel()) {
      put(
          "readout",
          has("attention.") ? "attention" : output[1] == 2 * states ? "meanMax" : "lastStep");
    }
    int inputs = matrix(INPUT + 0)[1];
    int skipped = output[1] - states;
    if (params instanceof RegressionParams && skipped >= 0 && skipped % inputs == 0) {
      put("linearSkip", skipped / inputs);
    }
  }
}
