package org.sparkrnn.job.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;

/** The data sets of sample-data/, each a folder with the files train, dev and test. */
public enum DataSet {
  POS_ENGLISH(600, 100, 100, o -> new TaggedSentences(Sentences.ENGLISH, "conllu", 45)),
  POS_CHINESE(500, 80, 80, o -> new TaggedSentences(Sentences.CHINESE, "slashed", 80)),
  NAMED_ENTITIES(1600, 200, 300, o -> new NamedEntities()),
  NAME_TO_LANGUAGE(3000, 400, 600, o -> new LanguageNames()),
  GESTURE(400, 60, 120, o -> new Gestures()),
  CHORDS(160, 30, 40, o -> new Chords()),
  FORECAST(300 * 24, 30 * 24, 60 * 24, o -> new HourlyLoad()),
  SHOPS(10_150, 1400, 1400, o -> new Shops()), // 112, 14 and 14 days
  PARITY(1000, 100, 200, Map.of("maxLength", 60), o -> new Parity(o.get("maxLength"))),
  DETECT_UDACITY(1000, 100, 200, o -> new Detection("udacity")),
  RECALL(
      3000,
      100,
      200,
      Map.of("lag", 60, "minLag", 1),
      o -> new Recall(o.get("minLag"), o.get("lag"))),
  SPELLING_TO_SOUND(3000, 300, 500, o -> new SpelledWords()),
  CHAR_LANGUAGE_MODEL(800, 80, 80, o -> new Stories()),
  WORD_LANGUAGE_MODEL(3000, 300, 300, o -> new NestedSentences()),
  MORSE(750, 50, 100, o -> new Morse());

  /** The splits, in the order in which they are drawn. */
  public static final List<String> SPLITS = List.of("train", "dev", "test");

  private static final int PATIENCE = 10_000; // number of draws without a new example

  private final Map<String, Integer> defaults = new TreeMap<>();
  private final Map<String, Integer> own;
  private final Function<SampleOptions, Generator> generator;

  DataSet(int train, int dev, int test, Function<SampleOptions, Generator> generator) {
    this(train, dev, test, Map.of(), generator);
  }

  /**
   * @param own options of only this data set, with their defaults; each is at least 1
   */
  DataSet(
      int train,
      int dev,
      int test,
      Map<String, Integer> own,
      Function<SampleOptions, Generator> generator) {
    defaults.putAll(Map.of("train", train, "dev", dev, "test", test, "seed", 20));
    defaults.putAll(own);
    this.own = own;
    this.generator = generator;
  }

  /** The name for users, such as {@code pos-english}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws InvalidInputException if there is no such data set
   */
  public static DataSet of(String label) {
    List<String> labels = Arrays.stream(values()).map(DataSet::label).toList();
    if (!labels.contains(label)) {
      throw new InvalidInputException(
          "there is no data set %s; did you mean %s? The data sets are: %s"
              .formatted(
                  label, Names.nearest(label, labels).orElseThrow(), String.join(", ", labels)));
    }
    return values()[labels.indexOf(label)];
  }

  /**
   * The options: the numbers of {@code train}, {@code dev} and {@code test} examples, {@code seed},
   * and those of only this data set.
   */
  public SampleOptions options() {
    Map<String, Integer> least = new TreeMap<>();
    own.keySet().forEach(name -> least.put(name, 1));
    return new SampleOptions(defaults, least);
  }

  /**
   * Writes the three files and the files of examples. No example occurs twice, neither within a
   * split nor in two splits.
   *
   * @param folder the folder to write to, created if missing; files in it are replaced
   * @throws InvalidInputException if there are fewer different examples than requested
   */
  public void write(Path folder, SampleOptions options) throws IOException {
    Files.createDirectories(folder);
    Generator draws = generator.apply(options);
    Random random = new Random(options.get("seed"));
    Set<String> seen = new HashSet<>();
    for (String split : SPLITS) {
      StringBuilder file = new StringBuilder(draws.header());
      for (int n = 1; n <= options.get(split); n++) {
        Example example = unseen(draws, random, split, n, seen);
        file.append(example.text());
        if (example.attachment() != null) {
          Path attached = folder.resolve(example.attachment());
          Files.createDirectories(attached.getParent());
          Files.write(attached, example.content());
        }
      }
      Files.writeString(folder.resolve(split + "." + draws.ending()), file);
    }
  }

  private Example unseen(
      Generator draws, Random random, String split, int number, Set<String> seen) {
    for (int tries = 0; tries < PATIENCE; tries++) {
      Example example = draws.next(random, split, number);
      if (seen.add(example.key())) {
        return example;
      }
    }
    throw new InvalidInputException(
        "%s has no more than about %d different examples; ask for fewer with train=, dev= and test=%s"
            .formatted(
                label(),
                seen.size(),
                own.isEmpty() ? "" : ", or raise " + String.join(", ", own.keySet())));
  }
}
