package org.sparkrnn.ml.start;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.Param;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.LabelEncoder;
import org.sparkrnn.data.LabelScheme;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Standardization;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.param.LanguageModelParams;
import org.sparkrnn.ml.param.RegressionParams;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.ml.param.TranscriberParams;
import org.sparkrnn.ml.start.TensorFile.NamedTensor;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.train.InitialWeights;

/**
 * The model whose weights are the initial weights of a training; {@code initialModel} names it.
 * Weights that belong to an entry of a vocabulary stay with it: the vocabularies of the network
 * begin with those of the model, in its order, followed by further entries of the training data.
 */
public final class InitialModel {
  private static final Logger LOG = LoggerFactory.getLogger(InitialModel.class);
  private static final String PATH = "initialModel";
  private static final String LABELS = "labels";
  private static final Pattern OUTPUT = Pattern.compile("((?:outputs\\.\\d+\\.)?)output\\..*");
  private static final int SHOWN = 12; // number of tensors in a message

  private final String path;
  private final Map<String, NamedTensor> tensors; // the tensors to use, by the network's names
  private final Map<String, Vocabulary> vocabularies; // by the names of ParamLayout.Entries
  private final SequenceEncoder encoder; // of a saved model, otherwise null
  private final JsonNode metadata; // of a saved model, otherwise null
  private final boolean sameTask;

  /**
   * @param saved the other parts of a saved model, or null
   */
  InitialModel(
      String path,
      Map<String, NamedTensor> tensors,
      Map<String, Vocabulary> vocabularies,
      SavedModel saved) {
    this.path = path;
    this.tensors = tensors;
    this.vocabularies = vocabularies;
    encoder = saved == null ? null : saved.encoder();
    metadata = saved == null ? null : saved.metadata();
    sameTask = saved == null || saved.sameTask();
  }

  /**
   * Reads the model that the Params name; null if they name none.
   *
   * @throws InvalidInputException if there is neither a saved model nor a safetensors file, it is
   *     damaged, or other Params contradict it
   */
  public static InitialModel read(Configuration conf, RnnParams params) {
    if (!params.isDefined(params.initialModel())) {
      for (Param<?> param : List.of(params.initialPrefixes(), params.initialVocabularies())) {
        if (params.isDefined(param)) {
          throw new InvalidInputException(
              "%s is set, but initialModel is not; set initialModel too, or leave it out"
                  .formatted(param.name()));
        }
      }
      return null;
    }
    String path = params.getInitialModel();
    if (params.isDefined(params.pretrainedVectors())) {
      throw new InvalidInputException(
          "initialModel is %s and pretrainedVectors is %s, and both decide which words the embedding has; leave one of them out"
              .formatted(path, params.getPretrainedVectors()));
    }
    InitialModel model = read(conf, path, params);
    model.requireVocabularies(params);
    return model;
  }

  private static InitialModel read(Configuration conf, String path, RnnParams params) {
    try {
      Path given = new Path(path);
      FileSystem fs = given.getFileSystem(conf);
      FileStatus status = fs.getFileStatus(given);
      if (status.isDirectory()) {
        return SavedModel.read(conf, path, params);
      }
      Map<String, NamedTensor> tensors =
          new NamePrefixes(params).select(TensorFile.read(fs, status), path);
      addBiases(tensors);
      return new InitialModel(path, tensors, VocabularyFiles.read(conf, params), null);
    } catch (FileNotFoundException e) {
      throw new InvalidInputException("%s %s does not exist".formatted(PATH, path), e);
    } catch (IOException | IllegalArgumentException e) {
      throw InvalidInputException.in(e) == null
          ? new InvalidInputException("cannot read %s %s: %s".formatted(PATH, path, e), e)
          : InvalidInputException.in(e);
    }
  }

  /** Adds biases of 0, which PyTorch's layers with bias=False lack. */
  private static void addBiases(Map<String, NamedTensor> tensors) {
    Map<String, NamedTensor> biases = new TreeMap<>();
    for (Map.Entry<String, NamedTensor> entry : tensors.entrySet()) {
      String bias = entry.getKey().replace("weight", "bias");
      if (!bias.endsWith("embedding.bias") && !tensors.containsKey(bias)) {
        int rows = entry.getValue().shape().length == 0 ? 1 : entry.getValue().shape()[0];
        biases.put(bias, new NamedTensor(bias, new int[] {rows}, new float[rows]));
      }
    }
    tensors.putAll(biases);
  }

  /** Rejects tables without a vocabulary, because the meaning of their rows is unknown. */
  private void requireVocabularies(RnnParams params) {
    for (TokenColumn column : TokenColumn.values()) {
      NamedTensor table = tensors.get(table(column));
      if (table != null) {
        requireVocabulary(column.spec().name(), table, 0);
      }
    }
    if (params instanceof RegressionParams) {
      return; // outputs are not labels
    }
    tensors.forEach(
        (name, tensor) -> {
          String prefix = outputPrefix(name);
          if (prefix != null) {
            boolean blank = params instanceof TranscriberParams; // follows the labels
            requireVocabulary(prefix + LABELS, tensor, blank ? 1 : 0);
          }
        });
  }

  /**
   * The prefix of an output's tensor, usually empty; null if the tensor does not belong to an
   * output.
   */
  private static String outputPrefix(String tensor) {
    Matcher output = OUTPUT.matcher(tensor);
    return output.matches() ? output.group(1) : null;
  }

  private void requireVocabulary(String name, NamedTensor table, int more) {
    Vocabulary entries = vocabularies.get(name);
    if (entries == null) {
      throw new InvalidInputException(
          "%s %s has the tensor %s, whose rows belong to %s, but nothing says to which; set initialVocabularies=%s=FILE, with one entry per line in the order of the rows, or leave the tensor out with initialPrefixes"
              .formatted(PATH, path, table, name, name));
    }
    int rows = table.shape().length == 0 ? 1 : table.shape()[0];
    if (rows != entries.size() + more) {
      throw new InvalidInputException(
          "initialVocabularies has %d %s, but the tensor %s of %s %s has %d rows; expected a row for each%s"
              .formatted(
                  entries.size(),
                  name,
                  table.name(),
                  PATH,
                  path,
                  rows,
                  more > 0 ? ", and one for the blank behind them" : ""));
    }
  }

  private static String table(TokenColumn column) {
    return switch (column) {
      case TOKENS -> InitialWeights.TABLE;
      case CHARACTERS -> "characters." + InitialWeights.TABLE;
      case CATEGORIES -> "categories.weight";
    };
  }

  /**
   * The network's settings that the model determines, by the names of Params.
   *
   * @param tokensAlone whether steps are tokens without additional numbers
   */
  public Map<String, Object> settings(RnnParams params, BooleanSupplier tokensAlone) {
    if (metadata != null) {
      return SavedSettings.of(metadata, params, sameTask);
    }
    Map<String, int[]> shapes = new TreeMap<>();
    tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    Map<String, Object> settings = InferredSettings.of(shapes, params, tokensAlone);
    Vocabulary tokens = vocabulary(TokenColumn.TOKENS);
    if (tokens != null && tokens.entries().stream().anyMatch(InitialModel::hasUpperCase)) {
      settings.put(params.lowercase().name(), false);
    }
    return settings;
  }

  private static boolean hasUpperCase(String entry) {
    return !entry.equals(Vocabulary.normalize(entry, true));
  }

  /**
   * @throws InvalidInputException if a Param is set that would change the meaning of entries or
   *     numbers that the model has learned
   */
  public void requireAlike(RnnParams params) {
    if (metadata == null) {
      return;
    }
    boolean numbers = encoder.width() + (sameTask ? encoder.targetWidth() : 0) > 0;
    boolean standardized = encoder.standardization() != null;
    if (numbers && params.isSet(params.standardize()) && params.getStandardize() != standardized) {
      throw contradicts("standardize", params.getStandardize(), standardized);
    }
    Vocabulary tokens = vocabulary(TokenColumn.TOKENS);
    boolean lowercase = tokens != null && tokens.lowercase();
    if (tokens != null && params.isSet(params.lowercase()) && params.getLowercase() != lowercase) {
      throw contradicts("lowercase", params.getLowercase(), lowercase);
    }
  }

  private InvalidInputException contradicts(String param, Object here, Object there) {
    return new InvalidInputException(
        "%s is %s, but %s %s was trained with %s=%s; leave it out"
            .formatted(param, here, PATH, path, param, there));
  }

  /** The entries of the model's table of a column; null if it is not used. */
  private Vocabulary vocabulary(TokenColumn column) {
    return tensors.containsKey(table(column)) ? vocabularies.get(column.spec().name()) : null;
  }

  /**
   * The first entries of the network's vocabulary; null if the model has none.
   *
   * @param first entries that the vocabulary has in any case
   * @param lowercase whether tokens are lower-cased before they are looked up
   */
  public Vocabulary vocabulary(TokenColumn column, List<String> first, boolean lowercase) {
    Vocabulary known = vocabulary(column);
    if (known == null) {
      return null;
    }
    LinkedHashSet<String> entries = new LinkedHashSet<>(first);
    entries.addAll(known.entries());
    return new Vocabulary(new ArrayList<>(entries), lowercase, known.byForms());
  }

  /**
   * The network's first labels; empty if the model has none.
   *
   * @param target number of the target
   * @param targets number of targets
   */
  public List<String> labels(int target, int targets) {
    String name = labelsName(target, targets);
    boolean used = tensors.keySet().stream().anyMatch(t -> name.equals(outputPrefix(t) + LABELS));
    return used && vocabularies.containsKey(name) ? vocabularies.get(name).entries() : List.of();
  }

  static String labelsName(int target, int targets) {
    return targets == 1 ? LABELS : "outputs." + target + "." + LABELS;
  }

  /** The scheme of the labels of a target, or null if it is not known. */
  public LabelScheme scheme(int target) {
    boolean known = encoder != null && sameTask && target < encoder.targets().size();
    LabelEncoder labels = known ? encoder.targets().get(target) : null;
    return labels == null || labels.given() != null ? null : labels.scheme();
  }

  /**
   * The means and scales with which the network's numbers are standardized: those of the model,
   * because its weights depend on them.
   *
   * @param found means and scales of the training data, used for numbers that the model does not
   *     have
   * @throws InvalidInputException if the numbers of features or targets differ
   */
  public Standardization standardization(Standardization found) {
    Standardization known = encoder == null ? null : encoder.standardization();
    if (known == null) {
      return found;
    }
    boolean targets = sameTask && known.targetWidth() > 0;
    requireWidth("features", known.inputWidth(), found.inputWidth());
    if (targets) {
      requireWidth("target values", known.targetWidth(), found.targetWidth());
    }
    return known.inputWidth() == 0 && !targets
        ? found
        : known.withTargetsOf(targets ? null : found);
  }

  private void requireWidth(String what, int there, int here) {
    if (there > 0 && there != here) {
      throw new InvalidInputException(
          "%s %s was trained on %d %s, but the training data has %d; give columns like those it was trained on"
              .formatted(PATH, path, there, what, here));
    }
  }

  /** The initial weights of a network with this encoder. */
  public InitialWeights weights(SequenceEncoder network) {
    InitialWeights weights = InitialWeights.empty();
    tensors.forEach((name, tensor) -> weights.tensor(name, tensor.shape(), tensor.values()));
    for (TokenColumn column : TokenColumn.values()) {
      put(weights, column.spec().name(), network.vocabulary(column));
    }
    int targets = network.targets().size();
    for (int i = 0; i < targets; i++) {
      put(weights, labelsName(i, targets), network.targets().get(i).labels());
    }
    return weights;
  }

  private void put(InitialWeights weights, String name, Vocabulary here) {
    Vocabulary there = vocabularies.get(name);
    if (there == null || here == null) {
      return;
    }
    Map<String, Integer> rows = new HashMap<>();
    for (int row = 0; row < there.size(); row++) {
      rows.put(there.entry(row), row);
    }
    int[] from = here.entries().stream().mapToInt(entry -> rows.getOrDefault(entry, -1)).toArray();
    weights.entries(name, from, there.size());
  }

  /**
   * Checks that all tensors fit into a network.
   *
   * @throws InvalidInputException if one does not; the message names each with its shapes, and the
   *     Params with which they would fit
   */
  public void requireFits(
      InitialWeights weights, ParamLayout layout, RnnParams params, BooleanSupplier tokensAlone) {
    List<String> misfits = weights.misfits(layout);
    if (!misfits.isEmpty()) {
      int more = misfits.size() - SHOWN;
      String shown = String.join("; ", misfits.subList(0, Math.min(SHOWN, misfits.size())));
      throw new InvalidInputException(
          "%s %s does not fit this network: %s%s; %s"
              .formatted(
                  PATH,
                  path,
                  shown,
                  more > 0 ? "; and " + more + " more" : "",
                  remedy(settings(params, tokensAlone), params)));
    }
    List<String> missing = weights.missing(layout);
    LOG.info(
        "{} {}: {} tensors begin with its weights{}",
        PATH,
        path,
        layout.tensors().size() - missing.size(),
        missing.isEmpty() ? "" : "; at random begin " + String.join(", ", missing));
  }

  private static String remedy(Map<String, Object> there, RnnParams params) {
    Map<String, String> others = new LinkedHashMap<>();
    there.forEach(
        (name, value) -> {
          Object here = params.getOrDefault(params.getParam(name));
          if (!here.equals(value)) {
            others.put(name, "%s=%s (it is %s)".formatted(name, value, here));
          }
        });
    return others.isEmpty()
        ? "give columns like those it was trained on, or leave tensors out with initialPrefixes"
        : "set %s, or leave tensors out with initialPrefixes"
            .formatted(String.join(", ", others.values()));
  }

  /** Uses a language model's vocabulary of tokens for its outputs too. */
  static void shareTokens(Map<String, Vocabulary> vocabularies, RnnParams params) {
    if (params instanceof LanguageModelParams && vocabularies.containsKey("tokens")) {
      vocabularies.putIfAbsent(LABELS, vocabularies.get("tokens"));
    }
  }
}
