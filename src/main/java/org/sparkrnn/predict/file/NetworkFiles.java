package org.sparkrnn.predict.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.LabelEncoder;
import org.sparkrnn.data.LabelScheme;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.OutputSpec;

/**
 * The files of a model directory that describe the network and everything that is needed to run it:
 * {@code network.json} with the list of modules, the vocabularies, the standardization and the
 * weights.
 *
 * <pre>
 *   {"formatVersion": 2,
 *    "inputs": [{"module": "embedding", ...}], "layers": [...], "output": {...},
 *    "encoder": {"lowercase": false, "features": 0, "targets": 0, "standardized": false}}
 * </pre>
 *
 * Version 3 is used by networks whose labels have another scheme than the data, for which the
 * encoder has both schemes, as in {@code "labels": "bioes", "given": "bio"}, and by networks that
 * look tokens up by several forms, for which the encoder has {@code "byForms": true}. A network
 * with several outputs lists the schemes of each target, {@code "schemes": [{"labels": "bioes",
 * "given": "bio"}, {}]}.
 */
public final class NetworkFiles {
  /** The file of modules and encoder. */
  public static final String FILE = "network.json";

  /** The file of all weights, under PyTorch's names. */
  public static final String WEIGHTS = "model.safetensors";

  /**
   * Raised when a reader of the old format could misread the new one; old formats stay readable.
   */
  public static final int FORMAT_VERSION = 2;

  /**
   * The version of this file if tokens are looked up by several forms, or if the network's labels
   * have another scheme than the data's. Earlier versions would misread both.
   */
  private static final int VERSION_OF_FORMS_AND_SCHEMES = 3;

  private static final String LABELS = "labels"; // the scheme of labels.txt
  private static final String GIVEN = "given"; // the scheme of the data

  private static final String SCHEMES = "schemes"; // both, for each of several targets

  private static final String VERSION = "formatVersion";
  private static final String ENCODER = "encoder";
  private static final String BY_FORMS = "byForms";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NetworkSpec spec;
  private final float[] weights;
  private final SequenceEncoder encoder;

  private NetworkFiles(NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    this.spec = spec;
    this.weights = weights;
    this.encoder = encoder;
  }

  /**
   * Reads a model directory.
   *
   * @throws InvalidInputException if it is not complete and intact
   */
  public static NetworkFiles read(ModelFiles files) {
    JsonNode json = files.read(FILE, (in, length) -> parse(files, in));
    String where = FILE + " of model " + files.path();
    int version = json.path(VERSION).asInt();
    if (version < 1 || version > VERSION_OF_FORMS_AND_SCHEMES || !json.path(VERSION).isInt()) {
      throw new InvalidInputException(
          "%s has format version %s, but this version of spark-rnn reads only versions up to %d; use a newer spark-rnn"
              .formatted(where, json.path(VERSION), VERSION_OF_FORMS_AND_SCHEMES));
    }
    ObjectNode modules = ((ObjectNode) json).deepCopy();
    modules.remove(List.of(VERSION, ENCODER));
    NetworkSpec spec = NetworkSpec.ofMap(where, JSON.convertValue(modules, Map.class));
    SequenceEncoder encoder = encoder(files, spec, json.path(ENCODER), where);
    requireFit(spec, encoder, where);
    String weights = files.path() + "/" + WEIGHTS;
    return new NetworkFiles(
        spec,
        files.read(WEIGHTS, (in, length) -> TorchWeights.read(spec, in, length, weights)),
        encoder);
  }

  private static JsonNode parse(ModelFiles files, InputStream in) throws IOException {
    try {
      JsonNode json = JSON.readTree(in.readAllBytes());
      if (json instanceof ObjectNode) {
        return json;
      }
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          "%s of model %s is not JSON: %s".formatted(FILE, files.path(), e.getOriginalMessage()),
          e);
    }
    throw new InvalidInputException(
        "%s of model %s is not a JSON object".formatted(FILE, files.path()));
  }

  private static SequenceEncoder encoder(
      ModelFiles files, NetworkSpec spec, JsonNode json, String where) {
    int features = count(json, "features", where);
    int targets = count(json, "targets", where);
    boolean lowercase = flag(json, "lowercase", where);
    boolean byForms = json.has(BY_FORMS) && flag(json, BY_FORMS, where);
    EncoderFiles saved = new EncoderFiles(files);
    SequenceEncoder encoder =
        targets > 0
            ? SequenceEncoder.ofValues(null, features, targets)
            : new SequenceEncoder(null, features, null).with(labels(saved, spec, json, where));
    for (TokenColumn column : TokenColumn.values()) {
      if (spec.vocabularySize(column) > 0) {
        encoder = encoder.with(column, saved.tokens(column, lowercase, byForms));
      }
    }
    return flag(json, "standardized", where) ? saved.withStandardization(encoder) : encoder;
  }

  /** The targets, each with the labels of its file. */
  private static LabelEncoder[] labels(
      EncoderFiles saved, NetworkSpec spec, JsonNode json, String where) {
    List<OutputSpec> parts = spec.output().parts();
    LabelEncoder[] targets = new LabelEncoder[parts.size()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = new LabelEncoder(parts.get(i).targets().per(), saved.labels(i));
      JsonNode schemes = targets.length == 1 ? json : json.path(SCHEMES).path(i);
      if (schemes.has(GIVEN)) {
        targets[i] = targets[i].with(scheme(schemes, LABELS, where), scheme(schemes, GIVEN, where));
      }
    }
    return targets;
  }

  private static void putSchemes(ObjectNode json, LabelEncoder target) {
    if (target.given() != null) {
      json.put(LABELS, target.scheme().paramValue()).put(GIVEN, target.given().paramValue());
    }
  }

  private static void requireFit(NetworkSpec spec, SequenceEncoder encoder, String where) {
    for (TokenColumn column : TokenColumn.values()) {
      Vocabulary vocabulary = encoder.vocabulary(column);
      int size = vocabulary == null ? 0 : vocabulary.size();
      if (spec.vocabularySize(column) != size) {
        throw new InvalidInputException(
            "%s has %d %s, but %s has %d"
                .formatted(
                    where, spec.vocabularySize(column), column.spec().name(), column.file(), size));
      }
    }
    List<OutputSpec> parts = spec.output().parts();
    for (int i = 1; i < parts.size(); i++) {
      int labels = encoder.targets().get(i).labels().size();
      if (parts.get(i).targetSize() != labels) {
        throw new InvalidInputException(
            "%s has %d labels in output %d, but %s has %d"
                .formatted(
                    where, parts.get(i).targetSize(), i + 1, EncoderFiles.labelsFile(i), labels));
      }
    }
    if (spec.features() != encoder.width() || spec.output().targetSize() != encoder.outputSize()) {
      throw new InvalidInputException(
          "%s has %d features and %d labels or targets, but its encoder has %d features and %d labels or targets"
              .formatted(
                  where,
                  spec.features(),
                  spec.output().targetSize(),
                  encoder.width(),
                  encoder.outputSize()));
    }
  }

  private static int count(JsonNode json, String name, String where) {
    JsonNode value = json.path(name);
    if (!value.isInt() || value.intValue() < 0) {
      throw new InvalidInputException(
          "%s has %s=%s in its encoder; expected a whole number of at least 0"
              .formatted(where, name, value));
    }
    return value.intValue();
  }

  private static LabelScheme scheme(JsonNode json, String name, String where) {
    LabelScheme scheme = LabelScheme.of(json.path(name).asText());
    if (scheme == null) {
      throw new InvalidInputException(
          "%s has %s=%s in its encoder; expected bio, bioes or iob1"
              .formatted(where, name, json.path(name)));
    }
    return scheme;
  }

  private static boolean flag(JsonNode json, String name, String where) {
    JsonNode value = json.path(name);
    if (!value.isBoolean()) {
      throw new InvalidInputException(
          "%s has %s=%s in its encoder; expected true or false".formatted(where, name, value));
    }
    return value.booleanValue();
  }

  /** The text of {@code network.json}. */
  public static String json(NetworkSpec spec, SequenceEncoder encoder) {
    boolean byForms = encoder.tokens() != null && encoder.tokens().byForms();
    boolean converts = encoder.targets().stream().anyMatch(target -> target.given() != null);
    ObjectNode json =
        JSON.createObjectNode()
            .put(VERSION, byForms || converts ? VERSION_OF_FORMS_AND_SCHEMES : FORMAT_VERSION);
    json.setAll((ObjectNode) JSON.valueToTree(spec.toMap()));
    ObjectNode saved = json.putObject(ENCODER);
    saved
        .put("lowercase", encoder.tokens() != null && encoder.tokens().lowercase())
        .put("features", encoder.width())
        .put("targets", encoder.labels() == null ? encoder.outputSize() : 0)
        .put("standardized", encoder.standardization() != null);
    if (byForms) {
      saved.put(BY_FORMS, true);
    }
    if (encoder.targets().size() == 1) {
      putSchemes(saved, encoder.targets().get(0));
    } else if (converts) {
      ArrayNode schemes = saved.putArray(SCHEMES);
      encoder.targets().forEach(target -> putSchemes(schemes.addObject(), target));
    }
    return json.toPrettyString() + "\n";
  }

  /** The modules of the network. */
  public NetworkSpec network() {
    return spec;
  }

  /** The weights in the layout of the network; not a copy. */
  public float[] weights() {
    return weights;
  }

  /** The encoder that turns tokens and labels into numbers. */
  public SequenceEncoder encoder() {
    return encoder;
  }
}
