package org.sparkrnn.predict.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.OnnxNetwork;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxValue;

/**
 * A model exported to ONNX: a directory of
 *
 * <pre>
 *   model.onnx      the network
 *   config.json     its inputs and outputs, the files of vocabularies, the modules of network.json
 *   tokens.txt      vocabularies, as a saved model has them: entry i is the line of id i, from 0
 *   labels.txt      labels, one per line (unless outputs are numbers)
 * </pre>
 */
public final class OnnxFiles {
  /** The network. */
  public static final String MODEL = "model.onnx";

  /** The description of the files in the directory. */
  public static final String CONFIG = "config.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The destination of the files. */
  @FunctionalInterface
  public interface Directory {
    /** A new file, to be closed by the caller. */
    OutputStream create(String name) throws IOException;
  }

  private final NetworkSpec spec;
  private final SequenceEncoder encoder;
  private final OnnxGraph graph;

  /**
   * Builds the graph; nothing is written yet.
   *
   * @param w all parameters, which must not change before the files are written
   * @throws InvalidInputException if the model has a part that ONNX cannot express, or is too large
   *     for one file
   */
  public OnnxFiles(NetworkSpec spec, float[] w, SequenceEncoder encoder) {
    this.spec = spec;
    this.encoder = encoder;
    graph = OnnxNetwork.graph(spec, w, encoder.standardization());
    graph.requireFits();
  }

  /** Writes all files. */
  public void write(Directory directory) throws IOException {
    try (OutputStream out = directory.create(MODEL)) {
      graph.writeTo(out);
    }
    for (TokenColumn column : TokenColumn.values()) {
      if (encoder.vocabulary(column) != null) {
        write(directory, column.file(), encoder.vocabulary(column));
      }
    }
    if (encoder.labels() != null) {
      write(directory, EncoderFiles.LABELS, encoder.labels());
    }
    try (Writer out = text(directory, CONFIG)) {
      out.write(config());
    }
  }

  private static void write(Directory directory, String name, Vocabulary vocabulary)
      throws IOException {
    try (Writer out = text(directory, name)) {
      vocabulary.write(out);
    }
  }

  private static Writer text(Directory directory, String name) throws IOException {
    return new OutputStreamWriter(directory.create(name), StandardCharsets.UTF_8);
  }

  private String config() {
    ObjectNode json = JSON.createObjectNode().put("model", MODEL).put("opset", OnnxGraph.OPSET);
    describe(json.putArray("inputs"), graph.inputs());
    describe(json.putArray("outputs"), graph.outputs());
    json.put("readout", spec.readout().paramValue());
    ObjectNode vocabularies = json.putObject("vocabularies");
    for (TokenColumn column : TokenColumn.values()) {
      if (encoder.vocabulary(column) != null) {
        vocabularies.put(column.spec().name(), column.file());
      }
    }
    if (encoder.labels() != null) {
      json.put("labels", EncoderFiles.LABELS);
    }
    try {
      json.set("network", JSON.readTree(NetworkFiles.json(spec, encoder)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    return json.toPrettyString() + "\n";
  }

  private static void describe(ArrayNode json, List<OnnxValue> values) {
    for (OnnxValue value : values) {
      ObjectNode one = json.addObject().put("name", value.name()).put("type", value.type().label());
      ArrayNode shape = one.putArray("shape");
      value.dims().forEach(shape::addPOJO);
    }
  }
}
