package org.sparkrnn.ml.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.data.WordForms;
import org.sparkrnn.io.VectorFiles;
import org.sparkrnn.io.WordVectors;
import org.sparkrnn.ml.param.LanguageModelParams;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.train.InitialWeights;
import org.sparkrnn.train.JobScope;

/**
 * The word vectors of the files that {@code pretrainedVectors} names, and their vocabulary. The
 * table of tokens then has its rows in this order:
 *
 * <pre>
 * the unknown word, and words of the training data without a vector learned from a random start
 *   words of the training data with a vector, even rare ones             tuned or frozen
 *   further words that occur only in the validation data                 as in the files
 *   further words of the files, up to extraWords                         as in the files
 * </pre>
 *
 * The last group is not part of the network during training, where it would only cost time; it is
 * added to the model after training. Words of the validation data are part of it, so that the
 * validation of an epoch uses all words that its model will know.
 */
public final class PretrainedVectors {
  private static final Logger LOG = LoggerFactory.getLogger(PretrainedVectors.class);

  private final Vocabulary vocabulary;
  private final InitialWeights rows;
  private final List<String> further; // words to add after training
  private final float[] furtherValues; // [further, D]

  private PretrainedVectors(
      Vocabulary vocabulary, InitialWeights rows, List<String> further, float[] furtherValues) {
    this.vocabulary = vocabulary;
    this.rows = rows;
    this.further = further;
    this.furtherValues = furtherValues;
  }

  /**
   * The size of the vectors, which embeddingSize must equal.
   *
   * @param tokens whether the network reads tokens
   * @throws InvalidInputException if the files cannot be read, embeddingSize is set to another
   *     number, or Params contradict each other
   */
  public static int size(Configuration conf, RnnParams params, boolean tokens) {
    String path = params.getPretrainedVectors();
    if (!tokens) {
      throw new InvalidInputException(
          "pretrainedVectors is %s, but the input columns have numbers and no tokens; leave it out"
              .formatted(path));
    }
    boolean text = params instanceof LanguageModelParams;
    if (text && params.getExtraWords() > 0) {
      throw new InvalidInputException(
          "extraWords is %d, but a language model predicts only the words of its training data; set extraWords=0"
              .formatted(params.getExtraWords()));
    }
    if (params.getTiedEmbeddings() && !params.getPretrainedMode().equals("tune")) {
      throw new InvalidInputException(
          "pretrainedMode is %s and tiedEmbeddings is true, so the weights of the output layer would be frozen too; set pretrainedMode=tune, or tiedEmbeddings=false"
              .formatted(params.getPretrainedMode()));
    }
    int size = new VectorFiles(conf, path).size();
    if (params.isSet(params.embeddingSize()) && params.getEmbeddingSize() != size) {
      throw new InvalidInputException(
          "embeddingSize is %d, but the vectors in pretrainedVectors %s have %d numbers; set embeddingSize=%d, or leave it out"
              .formatted(params.getEmbeddingSize(), path, size, size));
    }
    return size;
  }

  /**
   * Reads the vectors that a training needs; null if the Params name no files.
   *
   * @param first the vocabulary's first entries
   * @param training how often each token of the training data occurs
   * @param held tokens of the validation data; may be empty
   */
  static PretrainedVectors read(
      SparkSession spark,
      RnnParams params,
      List<String> first,
      Map<String, Long> training,
      Map<String, Long> held) {
    if (!params.isDefined(params.pretrainedVectors())) {
      return null;
    }
    VectorFiles files =
        new VectorFiles(spark.sessionState().newHadoopConf(), params.getPretrainedVectors());
    HashSet<String> asked = new HashSet<>();
    training.keySet().forEach(token -> asked.addAll(WordForms.of(token)));
    asked.removeAll(first);
    JobScope.describe(spark.sparkContext(), "read vectors of words");
    Broadcast<HashSet<String>> sent = new JavaSparkContext(spark.sparkContext()).broadcast(asked);
    WordVectors vectors;
    try {
      vectors = files.read(spark, sent, params.getExtraWords(), params.getLowercase());
    } finally {
      JobScope.uninterrupted(() -> sent.destroy(false));
    }
    vectors.notes().forEach(LOG::warn);
    return new Reading(params, files.size(), first, vectors).of(training, held);
  }

  /** Assigns the vectors that are read. */
  private static final class Reading {
    private final RnnParams params;
    private final int D;
    private final List<String> first;
    private final WordVectors vectors;
    private final List<String> without = new ArrayList<>();
    private final Map<String, float[]> with = new LinkedHashMap<>();
    private final long[] found = new long[WordForms.NUMBER]; // words, by form
    private long foundTokens;

    Reading(RnnParams params, int size, List<String> first, WordVectors vectors) {
      this.params = params;
      this.D = size;
      this.first = first;
      this.vectors = vectors;
    }

    PretrainedVectors of(Map<String, Long> training, Map<String, Long> held) {
      boolean text = params instanceof LanguageModelParams;
      for (String token : KnownTokens.toCount(params).of(training, first)) {
        place(token, training.get(token));
      }
      List<String> entries = new ArrayList<>(first);
      entries.addAll(without);
      int row = entries.size();
      entries.addAll(with.keySet());
      Vocabulary trained =
          new Vocabulary(entries, params.getLowercase() && TokenColumn.TOKENS.lowercased(), !text);
      Map<String, float[]> extra = extra(new HashSet<>(entries));
      tell(training, extra.size());

      Vocabulary all = trained.with(List.copyOf(extra.keySet()));
      HashSet<String> seen = new HashSet<>();
      for (String token : held.keySet()) {
        int id = all.find(token);
        if (id >= trained.size()) {
          seen.add(all.entry(id));
        }
      }
      Map<String, float[]> ofHeld = new LinkedHashMap<>(extra);
      ofHeld.keySet().retainAll(seen);
      extra.keySet().removeAll(seen);
      List<float[]> rows = new ArrayList<>(with.values());
      rows.addAll(ofHeld.values());
      return new PretrainedVectors(
          trained.with(List.copyOf(ofHeld.keySet())),
          InitialWeights.ofRows(row, with.size(), D, flat(rows)),
          List.copyOf(extra.keySet()),
          flat(extra.values()));
    }

    /** Places a token of the training data, with or without a vector. */
    private void place(String token, long count) {
      for (String form : WordForms.of(token)) {
        float[] vector = vectors.vector(form);
        if (vector != null) {
          with.put(token, vector);
          found[WordForms.number(token, form)]++;
          foundTokens += count;
          return;
        }
      }
      if (count >= params.getMinCount()) {
        without.add(token);
      }
    }

    /** Words that the model knows in addition to those of the training data. */
    private Map<String, float[]> extra(HashSet<String> entries) {
      Map<String, float[]> extra = new LinkedHashMap<>();
      int most = params.getExtraWords();
      // These were requested as other forms of training words, but are entries of their own.
      for (String word : vectors.words()) {
        if (!entries.contains(word) && extra.size() < most) {
          extra.put(word, vectors.vector(word));
        }
      }
      vectors
          .others()
          .forEach(
              (word, vector) -> {
                if (!entries.contains(word) && extra.size() < most) {
                  extra.put(word, vector);
                }
              });
      return extra;
    }

    private void tell(Map<String, Long> training, int extra) {
      long tokens = training.values().stream().mapToLong(Long::longValue).sum();
      int words = training.size();
      String message =
          String.format(
              Locale.ROOT,
              "pretrainedVectors %s: %,d words with vectors of %d numbers; %,d of the %,d %s of the training data have a vector (%,d as they are, %,d in lower case, %,d normalized), which are %.1f %% of its tokens; %,d other words are known to the model",
              params.getPretrainedVectors(),
              vectors.lines(),
              D,
              with.size(),
              words,
              params.getMaxVocabulary() > 0 ? "most frequent words" : "words",
              found[0],
              found[1],
              found[2],
              100.0 * foundTokens / Math.max(1, tokens),
              extra);
      if (2 * foundTokens < tokens) {
        LOG.warn(
            "{}; check that the vectors are for the language and the kind of tokens of the data",
            message);
      } else {
        LOG.info(message);
      }
    }

    private float[] flat(Iterable<float[]> vectors) {
      int n = 0;
      for (float[] ignored : vectors) {
        n++;
      }
      float[] flat = new float[Math.multiplyExact(n, D)];
      int at = 0;
      for (float[] vector : vectors) {
        System.arraycopy(vector, 0, flat, at, D);
        at += D;
      }
      return flat;
    }
  }

  /** The vocabulary of tokens for training. */
  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The initial rows of the table of tokens. */
  public InitialWeights rows() {
    return rows;
  }

  /** The model's encoder: that of training, with the further words added. */
  public SequenceEncoder encoder(SequenceEncoder trained) {
    return further.isEmpty()
        ? trained
        : trained.with(TokenColumn.TOKENS, trained.tokens().with(further));
  }

  /**
   * The model's weights: the trained ones, with the rows of further words appended to their table.
   *
   * @param layout the layout of the trained weights
   */
  public float[] weights(ParamLayout layout, float[] w) {
    if (further.isEmpty()) {
      return w;
    }
    int end = layout.block(InitialWeights.TABLE).end();
    float[] all = Arrays.copyOf(w, Math.addExact(w.length, furtherValues.length));
    System.arraycopy(furtherValues, 0, all, end, furtherValues.length);
    System.arraycopy(w, end, all, end + furtherValues.length, w.length - end);
    return all;
  }
}
